import { TokenscopeError } from '../../../common/errors';

/** `MAX_PATH` of Windows without its zero: Node writes longer paths, but ONNX Runtime does not open them. */
const limit = 259;

/** @throws TokenscopeError `CachePathTooLong` when a path is too long to be of use on this system. */
export function checkPathLength(
  cache: string,
  paths: readonly string[],
  platform: NodeJS.Platform = process.platform,
): void {
  const length = Math.max(...paths.map((each) => each.length));
  if (platform === 'win32' && length > limit) {
    throw new TokenscopeError('CachePathTooLong', { folder: cache, length, limit });
  }
}
