import { isTokenscopeError, TokenscopeError } from '../../../common/errors';
import { fullCodes } from '../../../common/systemCodes';

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
