import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { isCommit } from '../../../common/hub/hubIds';
import { namesIn, partialEnding, pathBelow, pointersIn, reposIn } from './cacheFiles';

/** One commit of a model in a cache, with the files that are there. */
export interface CachedModel {
  readonly id: string;
  readonly commit: string;
  /** Branches and tags that were this commit when they were last asked for. */
  readonly refs: readonly string[];
  /** Absolute path of the snapshot: a model folder in Hugging Face layout. */
  readonly folder: string;
  /** Paths below the snapshot, with forward slashes, and the sizes of what they lead to. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  readonly bytes: number;
  /** Bytes of files of the model, whatever the commit, that came only in part. */
  readonly partialBytes: number;
}

/**
 * The models in a cache, whoever put them there; reads names and sizes only, and no network. What is no
 * model, cannot be read or leads nowhere is left out.
 */
export async function cachedModels(cache: string): Promise<CachedModel[]> {
  const models: CachedModel[] = [];
  for (const { repo, folder } of await reposIn(cache)) {
    models.push(...(await commitsOf(repo, folder)));
  }
  return models;
}

async function commitsOf(id: string, folder: string): Promise<CachedModel[]> {
  const refs = await refsIn(path.join(folder, 'refs'));
  const partialBytes = await partialBytesIn(path.join(folder, 'blobs'));
  const found: CachedModel[] = [];
  for (const commit of (await namesIn(path.join(folder, 'snapshots'))).filter(isCommit)) {
    const snapshot = path.join(folder, 'snapshots', commit);
    const files = await filesIn(snapshot);
    if (files.length > 0) {
      found.push({
        ...{ id, commit, folder: snapshot, files, partialBytes },
        refs: refs.filter((ref) => ref.commit === commit).map(({ name }) => name),
        bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      });
    }
  }
  return found;
}

async function filesIn(snapshot: string): Promise<CachedModel['files']> {
  const found = await Promise.all(
    (await readable(snapshot)).map(async (pointer) => {
      const stats = pointer.endsWith('.tmp') ? null : await stat(pointer).catch(() => null);
      return stats?.isFile() === true
        ? [{ path: pathBelow(snapshot, pointer), bytes: stats.size }]
        : [];
    }),
  );
  return found.flat();
}

async function refsIn(
  folder: string,
): Promise<{ readonly name: string; readonly commit: string }[]> {
  return Promise.all(
    (await readable(folder)).map(async (ref) => ({
      name: pathBelow(folder, ref),
      commit: (await readFile(ref, 'utf8').catch(() => '')).trim(),
    })),
  );
}

/** What is below a folder; nothing when it cannot be read. */
function readable(folder: string): Promise<string[]> {
  return pointersIn(folder).catch((): string[] => []);
}

async function partialBytesIn(folder: string): Promise<number> {
  let bytes = 0;
  for (const name of await namesIn(folder)) {
    if (name.endsWith(partialEnding)) {
      bytes += (await stat(path.join(folder, name)).catch(() => null))?.size ?? 0;
    }
  }
  return bytes;
}
