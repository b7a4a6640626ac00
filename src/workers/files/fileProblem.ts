import { TokenscopeError } from '../../common/errors';

/** What is wrong with a file that the system would not read: `FileMissing` or `FileCorrupt`. */
export function fileProblem(file: string, error: unknown): TokenscopeError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code === 'ENOENT' || code === 'ENOTDIR'
    ? new TokenscopeError('FileMissing', { file })
    : new TokenscopeError('FileCorrupt', {
        file,
        reason: `it cannot be read (${code === '' ? String(error) : code})`,
      });
}
