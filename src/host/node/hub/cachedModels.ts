import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { isCommit, isHubId } from '../../../common/hub/hubIds';

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

const prefix = 'models--';

/**
 * The models in a cache, whoever put them there; reads names and sizes only, and no network. What is no
 * model, cannot be read or leads nowhere is left out.
 */
export async function cachedModels(cache: string): Promise<CachedModel[]> {
  const models: CachedModel[] = [];
  for (const name of await namesIn(cache)) {
    const id = name.slice(prefix.length).replace('--', '/');
    if (name.startsWith(prefix) && isHubId(id)) {
      models.push(...(await commitsOf(id, path.join(cache, name))));
    }
  }
  return models;
}

async function commitsOf(id: string, folder: string): Promise<CachedModel[]> {
  const refs = await refsIn(path.join(folder, 'refs'), '');
  const partialBytes = await partialBytesIn(path.join(folder, 'blobs'));
  const found: CachedModel[] = [];
  for (const commit of (await namesIn(path.join(folder, 'snapshots'))).filter(isCommit)) {
    const snapshot = path.join(folder, 'snapshots', commit);
    const files = await filesIn(snapshot, '');
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

async function filesIn(folder: string, below: string): Promise<CachedModel['files']> {
  const files: { path: string; bytes: number }[] = [];
  for (const name of await namesIn(path.join(folder, below))) {
    const file = below === '' ? name : `${below}/${name}`;
    const stats = await stat(path.join(folder, file)).catch(() => null);
    if (stats?.isDirectory() === true) {
      files.push(...(await filesIn(folder, file)));
    } else if (stats?.isFile() === true && !name.endsWith('.tmp')) {
      files.push({ path: file, bytes: stats.size });
    }
  }
  return files;
}

async function refsIn(
  folder: string,
  below: string,
): Promise<{ readonly name: string; readonly commit: string }[]> {
  const refs: { name: string; commit: string }[] = [];
  for (const name of await namesIn(path.join(folder, below))) {
    const ref = below === '' ? name : `${below}/${name}`;
    const commit = await readFile(path.join(folder, ref), 'utf8').catch(() => null);
    if (commit === null) {
      refs.push(...(await refsIn(folder, ref)));
    } else {
      refs.push({ name: ref, commit: commit.trim() });
    }
  }
  return refs;
}

async function partialBytesIn(folder: string): Promise<number> {
  let bytes = 0;
  for (const name of await namesIn(folder)) {
    if (name.endsWith('.incomplete')) {
      bytes += (await stat(path.join(folder, name)).catch(() => null))?.size ?? 0;
    }
  }
  return bytes;
}

/** Names in a folder, in order; none when it cannot be read. */
async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((): string[] => []);
  return names.sort();
}
