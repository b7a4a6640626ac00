import { lstat, readFile, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { isCommit, isHubId } from '../../../common/hub/hubIds';
import { repoFolderName } from '../../../common/hub/repoFolder';
import { blobsInUse, namesIn, pathBelow, pointersIn, targetsOf } from './cacheFiles';
import { writeFailure } from './writeFailure';

/** A commit of a model in a cache. */
export interface Snapshot {
  readonly cache: string;
  readonly repo: string;
  readonly commit: string;
}

/**
 * The snapshot that a model's folder is; null for a folder that is none of that model in a cache, so
 * that nothing else can be deleted in its name.
 * @param folder absolute path.
 */
export function snapshotAt(folder: string, repo: string, commit: string): Snapshot | null {
  const cache = path.resolve(folder, '..', '..', '..');
  return isHubId(repo) &&
    isCommit(commit) &&
    folderOf({ cache, repo, commit }) === path.resolve(folder)
    ? { cache, repo, commit }
    : null;
}

/**
 * Deletes files of a snapshot, or the whole snapshot with the branches and tags that are that commit;
 * then the blobs that no snapshot of the model leads to any more. Only links are taken away where they
 * lead out of the model's folder.
 * @param files paths below the snapshot, with forward slashes; null for all.
 * @throws TokenscopeError `CacheNotWritable`.
 */
export async function removeSnapshot(
  snapshot: Snapshot,
  files: readonly string[] | null,
): Promise<void> {
  const { cache, repo, commit } = snapshot;
  const folder = path.join(cache, repoFolderName(repo));
  try {
    const before = await blobsInUse(folder);
    if (files === null) {
      await rm(folderOf(snapshot), { recursive: true, force: true });
      await removeRefs(path.join(folder, 'refs'), commit);
    } else {
      for (const file of files) {
        await rm(path.join(folderOf(snapshot), ...file.split('/')), { force: true });
      }
    }
    const after = await blobsInUse(folder);
    for (const blob of before) {
      if (!after.has(blob)) {
        await rm(blob, { force: true });
      }
    }
    if ((await namesIn(path.join(folder, 'snapshots'))).length === 0) {
      await rm(folder, { recursive: true, force: true });
    }
  } catch (error) {
    throw writeFailure(cache, error);
  }
}

/**
 * Bytes that {@link removeSnapshot} would free.
 * @param files as there.
 * @throws TokenscopeError `CacheNotWritable` when the model's folder cannot be read either.
 */
export async function removableBytes(
  snapshot: Snapshot,
  files: readonly string[] | null,
): Promise<number> {
  const folder = path.join(snapshot.cache, repoFolderName(snapshot.repo));
  const all = await pointersIn(path.join(folder, 'snapshots')).catch((error: unknown) => {
    throw writeFailure(snapshot.cache, error);
  });
  const prefix = folderOf(snapshot) + path.sep;
  const going = new Set(
    all.filter(
      (pointer) =>
        pointer.startsWith(prefix) &&
        (files?.includes(pathBelow(folderOf(snapshot), pointer)) ?? true),
    ),
  );
  const staying = new Set(await targetsOf(all.filter((pointer) => !going.has(pointer))));
  const freed = [...new Set(await targetsOf([...going]))].filter(
    (target) => target.startsWith(folder + path.sep) && !staying.has(target),
  );
  const sizes = await Promise.all(freed.map((target) => lstat(target).catch(() => null)));
  return sizes.reduce((sum, stats) => sum + (stats?.size ?? 0), 0);
}

function folderOf({ cache, repo, commit }: Snapshot): string {
  return path.join(cache, repoFolderName(repo), 'snapshots', commit);
}

/** Removes the branches and tags that are a commit, and folders that they leave empty. */
async function removeRefs(folder: string, commit: string): Promise<void> {
  for (const ref of await pointersIn(folder)) {
    if ((await readFile(ref, 'utf8').catch(() => '')).trim() === commit) {
      await rm(ref, { force: true });
      if (path.dirname(ref) !== folder) {
        await rmdir(path.dirname(ref)).catch(() => undefined);
      }
    }
  }
}
