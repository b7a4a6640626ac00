import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { TokenscopeError } from '../../common/errors';
import { repoOfFolder } from '../../common/hub/repoFolder';
import {
  manifestName,
  maximumManifestBytes,
  modelFolder,
  type PackManifest,
} from '../../common/packs/packManifest';
import { readManifest } from '../../common/packs/readManifest';
import type { SharedLook } from '../../common/protocol/packs/packs';
import { isWhole } from './partPlace';

/** Folders that are looked into: on a slow drive each costs a moment. */
const maximumFolders = 500;

/** Answers `packs/lookAtSharedFolder`. */
export async function lookIntoShared(folder: string): Promise<SharedLook> {
  const names = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    const { code = 'error' } = error as NodeJS.ErrnoException;
    throw new TokenscopeError('SharedFolderUnreachable', { folder, reason: code });
  });
  const inside = names
    .filter(
      (entry) => (entry.isDirectory() || entry.isSymbolicLink()) && !entry.name.startsWith('.'),
    )
    .map(({ name }) => name)
    .sort()
    .slice(0, maximumFolders);
  const looks: SharedLook[] = [await lookInto(folder)];
  for (const name of inside) {
    const place = path.join(folder, name);
    const found = repoOfFolder(name) === null ? place : await snapshotOf(place);
    if (found !== null) {
      looks.push(await lookInto(found));
    }
  }
  return {
    packs: looks.flatMap(({ packs }) => packs),
    folders: looks.flatMap(({ folders }) => folders),
  };
}

async function lookInto(folder: string): Promise<SharedLook> {
  const manifest = await manifestIn(folder);
  if (manifest !== null) {
    return { packs: [{ folder, manifest }], folders: [] };
  }
  return { packs: [], folders: (await isFile(path.join(folder, 'config.json'))) ? [folder] : [] };
}

/** The manifest of an unpacked pack, with the models whose files are there; null for another folder. */
async function manifestIn(folder: string): Promise<PackManifest | null> {
  const file = path.join(folder, manifestName);
  try {
    const { size } = await stat(file);
    if (size > maximumManifestBytes) {
      return null;
    }
    const read = readManifest(JSON.parse(await readFile(file, 'utf8')));
    if ('problem' in read) {
      return null;
    }
    const whole = await Promise.all(
      read.manifest.models.map((model) =>
        isWhole(path.join(folder, modelFolder(model)), model.files),
      ),
    );
    return { ...read.manifest, models: read.manifest.models.filter((_, index) => whole[index]) };
  } catch {
    return null;
  }
}

/** The snapshot of a cached model that its main branch names, else any. */
async function snapshotOf(model: string): Promise<string | null> {
  const main = await readFile(path.join(model, 'refs', 'main'), 'utf8').catch(() => '');
  const snapshots = await readdir(path.join(model, 'snapshots')).catch((): string[] => []);
  const commit = snapshots.find((name) => name === main.trim()) ?? snapshots.sort().at(-1);
  return commit === undefined ? null : path.join(model, 'snapshots', commit);
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}
