import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import type { WorkerClient } from '../../../common/processes';
import { hashFile, type FileHashes, type HashName } from '../../../common/protocol/hash/hashFile';

/** Hashes files in a process of its own: hundreds of megabytes would stop the editor for seconds. */
export class FileHasher {
  constructor(private readonly worker: WorkerClient) {}

  /** @throws TokenscopeError `FileMissing`, `FileCorrupt`, `Cancelled`, or of the process. */
  async hash(file: string, hashes: readonly HashName[], signal: AbortSignal): Promise<FileHashes> {
    const source = new CancellationTokenSource();
    const cancel = (): void => source.cancel();
    signal.addEventListener('abort', cancel);
    try {
      if (signal.aborted) {
        cancel();
      }
      return await this.worker.request(hashFile, { file, hashes }, source.token);
    } finally {
      signal.removeEventListener('abort', cancel);
      source.dispose();
    }
  }
}
