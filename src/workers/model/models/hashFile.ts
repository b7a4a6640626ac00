import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { CancellationToken } from 'vscode-jsonrpc';
import { TokenscopeError } from '../../../common/errors';
import { fileProblem } from './fileProblem';

/**
 * SHA-256 of a file, in hexadecimal digits.
 * @param file absolute path.
 * @param onBytes told the bytes of each piece as it is read.
 * @throws TokenscopeError `FileMissing`, `FileCorrupt` for a file that cannot be read, `Cancelled`.
 */
export async function hashFile(
  file: string,
  token?: CancellationToken,
  onBytes: (bytes: number) => void = () => undefined,
): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
      if (token?.isCancellationRequested) {
        throw new TokenscopeError('Cancelled', {});
      }
      hash.update(chunk as Buffer);
      onBytes((chunk as Buffer).length);
    }
  } catch (error) {
    throw error instanceof TokenscopeError ? error : fileProblem(file, error);
  }
  return hash.digest('hex');
}
