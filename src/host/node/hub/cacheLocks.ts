import path from 'node:path';
import { repoFolderName } from '../../../common/hub/repoFolder';
import { namesIn } from './cacheFiles';
import { unlessLocked, type LockOptions } from './withLock';

/** Beside the locks of `huggingface_hub`, which are files of another kind. */
const ending = '.tokenscope.lock';

/** The lock that whoever fetches a blob of a model holds. */
export function lockOf(cache: string, repo: string, etag: string): string {
  return path.join(locksOf(cache, repo), `${etag}${ending}`);
}

/**
 * Whether a window, this or another, fetches files of a model now.
 * @throws TokenscopeError as `unlessLocked` does.
 */
export async function isBeingFetched(
  cache: string,
  repo: string,
  options: LockOptions,
): Promise<boolean> {
  const locks = (await namesIn(locksOf(cache, repo))).filter((name) => name.endsWith(ending));
  const free = await Promise.all(
    locks.map((name) =>
      unlessLocked(path.join(locksOf(cache, repo), name), cache, options, () => Promise.resolve()),
    ),
  );
  return free.includes(false);
}

function locksOf(cache: string, repo: string): string {
  return path.join(cache, '.locks', repoFolderName(repo));
}
