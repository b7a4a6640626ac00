import { createHash, type Hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { CancellationToken } from 'vscode-jsonrpc';
import { TokenscopeError } from '../../common/errors';
import type { FileHashes, HashName, HashParams } from '../../common/protocol/hash/hashFile';
import { fileProblem } from './fileProblem';

/**
 * Reads a file once and hashes it.
 * @param onBytes told the bytes of each piece as it is read.
 * @throws TokenscopeError `FileMissing`, `FileCorrupt` for a file that cannot be read, `Cancelled`.
 */
export async function fileHashes(
  { file, hashes }: HashParams,
  token?: CancellationToken,
  onBytes?: (bytes: number) => void,
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
        if (token?.isCancellationRequested) {
          throw new TokenscopeError('Cancelled', {});
        }
        const { length } = chunk as Buffer;
        bytes += length;
        running.forEach(([, hash]) => hash.update(chunk as Buffer));
        onBytes?.(length);
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

/** SHA-256 of a file, in hexadecimal digits. @throws TokenscopeError as {@link fileHashes} does. */
export async function fileSha256(
  file: string,
  token?: CancellationToken,
  onBytes?: (bytes: number) => void,
): Promise<string> {
  const { digests } = await fileHashes({ file, hashes: ['sha256'] }, token, onBytes);
  return digests.sha256 ?? '';
}

function begin(name: HashName, size: number): Hash {
  return name === 'sha256' ? createHash('sha256') : createHash('sha1').update(`blob ${size}\0`);
}
