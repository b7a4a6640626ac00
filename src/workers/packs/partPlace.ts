import { createHash } from 'node:crypto';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ModelFile } from '../../common/protocol/model/models';
import type { PackPart } from '../../common/protocol/packs/packs';
import type { OpenPack } from './openPack';

/** How the names of folders begin that are being unpacked into. */
export const incomingPrefix = '.incoming-';

/** A folder that nobody has written to for so long is not being unpacked into, whoever made it. */
const leftoverMilliseconds = 10 * 60_000;

/** A part of a pack, and where it belongs. */
export interface PartPlace {
  readonly part: PackPart;
  /** Paths are below the part's folder. */
  readonly files: readonly ModelFile[];
  /** Absolute path; it ends with a digest of what belongs into it. */
  readonly target: string;
  /** The target is there, whole. */
  readonly there: boolean;
}

/** Where a part is, or is to be. */
export async function partPlace({ files }: OpenPack, part: PackPart): Promise<PartPlace> {
  const prefix = `${part.folder}/`;
  const own = [...files]
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, { file }]) => ({ ...file, path: name.slice(prefix.length) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const name = `${path.posix.basename(part.folder)}-${digest(own)}`;
  const target = path.join(part.into, name);
  return { part, files: own, target, there: await isWhole(target, own) };
}

/** The same for the same files, and for no others: 12 hexadecimal digits of a SHA-256. */
function digest(files: readonly ModelFile[]): string {
  const hash = createHash('sha256');
  for (const { path: name, sha256 } of files) {
    hash.update(`${sha256} ${name}\n`);
  }
  return hash.digest('hex').slice(0, 12);
}

/** Whether a folder has all of the files, by their sizes; hashes are checked when they are loaded. */
export async function isWhole(folder: string, files: readonly ModelFile[]): Promise<boolean> {
  const sizes = await Promise.all(
    files.map(({ path: name }) =>
      stat(path.join(folder, ...name.split('/'))).then(
        (found) => (found.isFile() ? found.size : null),
        () => null,
      ),
    ),
  );
  return files.every(({ bytes }, index) => sizes[index] === bytes);
}

/**
 * Gives an unpacked folder its name. Another window may have unpacked the same meanwhile: then its
 * folder stays; what lies there and is not whole makes room.
 */
export async function movePart(from: string, { target, files }: PartPlace): Promise<void> {
  if (await isWhole(target, files)) {
    return;
  }
  await rm(target, { recursive: true, force: true });
  await rename(from, target);
}

/** Deletes what an import left behind whose process was killed. */
export async function sweepIncoming(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(incomingPrefix));
  for (const name of names) {
    const place = path.join(folder, name);
    const pid = Number(name.slice(incomingPrefix.length).split('-')[0]);
    const found = await stat(place).catch(() => null);
    if (found && Date.now() - found.mtimeMs > leftoverMilliseconds && !isAlive(pid)) {
      await rm(place, { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
