import { lstat, readdir, readFile, readlink, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { isCommit, isHubId } from '../../../common/hub/hubIds';
import { repoFolderName } from './cacheLayout';
import { writeFailure } from './writeFailure';

/** A commit of a model in a cache. */
export interface Snapshot {
  readonly cache: string;
  readonly repo: string;
  readonly commit: string;
}

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
  const before = await blobsInUse(folder);
  try {
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
 */
export async function removableBytes(
  snapshot: Snapshot,
  files: readonly string[] | null,
): Promise<number> {
  const folder = path.join(snapshot.cache, repoFolderName(snapshot.repo));
  const all = await pointersIn(path.join(folder, 'snapshots'));
  const prefix = folderOf(snapshot) + path.sep;
  const going = new Set(
    all.filter(
      (pointer) =>
        pointer.startsWith(prefix) &&
        (files?.includes(pointer.slice(prefix.length).split(path.sep).join('/')) ?? true),
    ),
  );
  const staying = new Set(await targetsOf(all.filter((pointer) => !going.has(pointer))));
  const freed = [...new Set(await targetsOf([...going]))].filter(
    (target) => target.startsWith(folder + path.sep) && !staying.has(target),
  );
  const sizes = await Promise.all(freed.map((target) => lstat(target).catch(() => null)));
  return sizes.reduce((sum, stats) => sum + (stats?.size ?? 0), 0);
}

/** What a cache holds of models that nothing needs: parts of files, and blobs without a snapshot. */
export async function leftovers(cache: string): Promise<Leftover[]> {
  const found: Leftover[] = [];
  for (const name of await namesIn(cache)) {
    const repo = name.replace(/^models--/, '').replace('--', '/');
    if (!name.startsWith('models--') || !isHubId(repo)) {
      continue;
    }
    const folder = path.join(cache, name);
    const used = await blobsInUse(folder);
    const blobs = path.join(folder, 'blobs');
    for (const blob of await namesIn(blobs)) {
      const file = path.join(blobs, blob);
      const stats = await lstat(file).catch(() => null);
      const partial = blob.endsWith('.incomplete');
      if (stats && !stats.isDirectory() && (partial || !used.has(file))) {
        found.push({ repo, file, bytes: stats.size, kind: partial ? 'partial' : 'unreferenced' });
      }
    }
  }
  return found;
}

/** @throws TokenscopeError `CacheNotWritable`. */
export async function removeLeftovers(cache: string, files: readonly Leftover[]): Promise<void> {
  try {
    for (const { file } of files) {
      await rm(file, { force: true });
    }
  } catch (error) {
    throw writeFailure(cache, error);
  }
}

function folderOf({ cache, repo, commit }: Snapshot): string {
  return path.join(cache, repoFolderName(repo), 'snapshots', commit);
}

/** The blobs of a model that its snapshots lead to. */
async function blobsInUse(folder: string): Promise<Set<string>> {
  const blobs = path.join(folder, 'blobs') + path.sep;
  const targets = await targetsOf(await pointersIn(path.join(folder, 'snapshots')));
  return new Set(targets.filter((target) => target.startsWith(blobs)));
}

/** What links lead to, one step: a blob may be a link itself, to a store that models share. Files are themselves. */
function targetsOf(pointers: readonly string[]): Promise<string[]> {
  return Promise.all(
    pointers.map((pointer) =>
      readlink(pointer).then(
        (target) => path.resolve(path.dirname(pointer), target),
        () => pointer,
      ),
    ),
  );
}

/** Every file or link below a folder; a link to a folder is not followed. */
async function pointersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.join(entry.parentPath, entry.name));
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

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((): string[] => []);
}
