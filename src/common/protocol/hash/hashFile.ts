import { RequestType } from 'vscode-jsonrpc';

/** `git-sha1` is the name that git gives a file: SHA-1 over `blob <length>`, a zero byte and the contents. */
export type HashName = 'sha256' | 'git-sha1';

export interface HashParams {
  /** Absolute path. */
  readonly file: string;
  readonly hashes: readonly HashName[];
}

export interface FileHashes {
  readonly bytes: number;
  /** In hexadecimal digits; those that were asked for. */
  readonly digests: Readonly<Partial<Record<HashName, string>>>;
}

/** Hashes a file, outside the extension host. Errors: `FileMissing`, `FileCorrupt`, `Cancelled`. */
export const hashFile = new RequestType<HashParams, FileHashes, unknown>('hash/file');
