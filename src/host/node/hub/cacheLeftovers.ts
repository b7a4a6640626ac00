import { lstat, rm } from 'node:fs/promises';
import path from 'node:path';
import { blobsInUse, namesIn, partialEnding, reposIn } from './cacheFiles';
import { lockOf } from './cacheLocks';
import { unlessLocked, type LockOptions } from './withLock';
import { writeFailure } from './writeFailure';

/** A file of a cache that no model needs. */
export interface Leftover {
  readonly repo: string;
  /** Absolute path, in the folder `blobs` of the model. */
  readonly file: string;
  readonly bytes: number;
  /** Came only in part, or is in no snapshot. */
  readonly kind: 'partial' | 'unreferenced';
}

/**
 * What a cache holds of models that nothing needs: parts of files, and blobs without a snapshot. A model
 * whose snapshots cannot be read is passed over: any of its blobs may be needed.
 */
export async function leftovers(cache: string): Promise<Leftover[]> {
  const found: Leftover[] = [];
  for (const { repo, folder } of await reposIn(cache)) {
    const used = await blobsInUse(folder).catch(() => null);
    if (used === null) {
      continue;
    }
    const blobs = path.join(folder, 'blobs');
    for (const blob of await namesIn(blobs)) {
      const file = path.join(blobs, blob);
      const stats = await lstat(file).catch(() => null);
      const partial = blob.endsWith(partialEnding);
      if (stats && !stats.isDirectory() && (partial || !used.has(file))) {
        found.push({ repo, file, bytes: stats.size, kind: partial ? 'partial' : 'unreferenced' });
      }
    }
  }
  return found;
}

/**
 * Deletes leftovers, but for those that a window fetches or has come to need since they were found.
 * @returns those that were deleted.
 * @throws TokenscopeError `CacheNotWritable`.
 */
export async function removeLeftovers(
  cache: string,
  found: readonly Leftover[],
  options: LockOptions,
): Promise<Leftover[]> {
  const removed: Leftover[] = [];
  for (const leftover of found) {
    const { repo, file, kind } = leftover;
    const lock = lockOf(cache, repo, path.basename(file, partialEnding));
    await unlessLocked(lock, cache, options, async () => {
      try {
        if (kind === 'partial' || !(await blobsInUse(path.resolve(file, '..', '..'))).has(file)) {
          await rm(file, { force: true });
          removed.push(leftover);
        }
      } catch (error) {
        throw writeFailure(cache, error);
      }
    });
  }
  return removed;
}
