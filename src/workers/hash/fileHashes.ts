import { createHash, type Hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { CancellationToken } from 'vscode-jsonrpc';
import { TokenscopeError } from '../../common/errors';
import type { FileHashes, HashName, HashParams } from '../../common/protocol/hash/hashFile';
import { fileProblem } from '../model/models/fileProblem';

/**
 * Reads a file once and hashes it.
 * @throws TokenscopeError `FileMissing`, `FileCorrupt`, `Cancelled`.
 */
export async function fileHashes(
  { file, hashes }: HashParams,
  token: CancellationToken,
): Promise<FileHashes> {
  try {
    const handle = await open(file);
    try {
      const { size } = await handle.stat();
      const running = hashes.map((name) => [name, begin(name, size)] as const);
      let bytes = 0;
      for await (const chunk of handle.createReadStream({
        highWaterMark: 1 << 20,
        autoClose: false,
      })) {
        if (token.isCancellationRequested) {
          throw new TokenscopeError('Cancelled', {});
        }
        bytes += (chunk as Buffer).length;
        running.forEach(([, hash]) => hash.update(chunk as Buffer));
      }
      const digests = Object.fromEntries(running.map(([name, hash]) => [name, hash.digest('hex')]));
      return { bytes, digests };
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw error instanceof TokenscopeError ? error : fileProblem(file, error);
  }
}

function begin(name: HashName, size: number): Hash {
  return name === 'sha256' ? createHash('sha256') : createHash('sha1').update(`blob ${size}\0`);
}
