import { lstat, readdir, readlink } from 'node:fs/promises';
import path from 'node:path';
import { repoOfFolder } from '../../../common/hub/repoFolder';

/** How the name of a blob ends of which only a part came; `huggingface_hub` goes on with it too. */
export const partialEnding = '.incomplete';

/** The models of a cache by their ids, with the absolute paths of their folders. */
export async function reposIn(
  cache: string,
): Promise<{ readonly repo: string; readonly folder: string }[]> {
  return (await namesIn(cache)).flatMap((name) => {
    const repo = repoOfFolder(name);
    return repo === null ? [] : [{ repo, folder: path.join(cache, name) }];
  });
}

/** Names in a folder, in order; none when it cannot be read. */
export async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((): string[] => []);
  return names.sort();
}

/**
 * Every file or link below a folder, in order; a link to a folder is not followed. None when there is no
 * such folder.
 * @throws an error of the system when not all of it can be read: what is left out would seem unused.
 */
export async function pointersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    async (error: unknown) => {
      const isThere = await lstat(folder).then(
        () => true,
        () => false,
      );
      if (isThere || (error as NodeJS.ErrnoException).code !== 'ENOENT') {
        throw error;
      }
      return [];
    },
  );
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/** The path of a file below a folder, with forward slashes. */
export function pathBelow(folder: string, file: string): string {
  return path.relative(folder, file).split(path.sep).join('/');
}

/** The blobs of a model that its snapshots lead to. @param folder of the model. @throws as {@link pointersIn}. */
export async function blobsInUse(folder: string): Promise<Set<string>> {
  const blobs = path.join(folder, 'blobs') + path.sep;
  const targets = await targetsOf(await pointersIn(path.join(folder, 'snapshots')));
  return new Set(targets.filter((target) => target.startsWith(blobs)));
}

/** What links lead to, one step: a blob may be a link itself, to a store that models share. Files are themselves. */
export function targetsOf(pointers: readonly string[]): Promise<string[]> {
  return Promise.all(
    pointers.map((pointer) =>
      readlink(pointer).then(
        (target) => path.resolve(path.dirname(pointer), target),
        () => pointer,
      ),
    ),
  );
}
