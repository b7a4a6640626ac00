import { isTokenscopeError, TokenscopeError } from '../../../common/errors';

/** No room is left, or none for this user or for a file of this size. */
const fullCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** What it means that the system refused to write in the cache: `CacheDiskFull` or `CacheNotWritable`. */
export function writeFailure(folder: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  if (isTokenscopeError(error) || code === null) {
    return error;
  }
  return fullCodes.has(code)
    ? new TokenscopeError('CacheDiskFull', { folder })
    : new TokenscopeError('CacheNotWritable', { folder, reason: code });
}
