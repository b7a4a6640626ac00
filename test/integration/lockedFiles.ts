import {
  EventEmitter,
  FileSystemError,
  FileType,
  type FileStat,
  type FileSystemProvider,
  type Uri,
} from 'vscode';

/** A file system of which nothing can be read, even by root, to whom permissions mean nothing. */
export class LockedFiles implements FileSystemProvider {
  readonly onDidChangeFile = new EventEmitter<never>().event;
  /** Whether files can be looked at, though not read. */
  listed = false;
  problem: 'forbidden' | 'broken' = 'forbidden';

  stat(uri: Uri): FileStat {
    if (!this.listed) {
      throw this.#refusal(uri);
    }
    return { type: FileType.File, ctime: 0, mtime: 0, size: 100 };
  }

  readFile(uri: Uri): Uint8Array {
    throw this.#refusal(uri);
  }

  watch(): { dispose(): void } {
    return { dispose: () => undefined };
  }

  readDirectory(uri: Uri): never {
    throw this.#refusal(uri);
  }

  createDirectory(uri: Uri): never {
    throw this.#refusal(uri);
  }

  writeFile(uri: Uri): never {
    throw this.#refusal(uri);
  }

  delete(uri: Uri): never {
    throw this.#refusal(uri);
  }

  rename(uri: Uri): never {
    throw this.#refusal(uri);
  }

  #refusal(uri: Uri): FileSystemError {
    return this.problem === 'forbidden'
      ? FileSystemError.NoPermissions(uri)
      : FileSystemError.Unavailable(uri);
  }
}
