import type { Entry, ZipFile } from 'yauzl';
import { isSafePath } from '../../common/hub/hubIds';
import { maximumPackFiles } from '../../common/packs/packManifest';
import { packRefused } from './packRefused';

/** Compressed more than this, an entry holds nothing that a model is made of. */
const maximumRatio = 200;

/** Bits of a Unix file mode that say what kind of file it is, and the kinds that are taken. */
const kindMask = 0o170000;
const plainKinds: ReadonlySet<number> = new Set([0, 0o100000, 0o040000]);

/**
 * The files of a zip by their paths, when all of them may be unpacked on any system. Only the central
 * directory is read: what local headers say is not used anywhere.
 * @throws TokenscopeError `PackRefused`.
 */
export async function readEntries(zip: ZipFile, file: string): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > 2 * maximumPackFiles) {
    throw packRefused(file, 'tooMany', String(zip.entryCount));
  }
  const entries = new Map<string, Entry>();
  const taken = new Set<string>();
  let stored = 0;
  for await (const entry of zip.eachEntry()) {
    const name = decodeName(entry, file);
    const isFolder = name.endsWith('/');
    check(entry, isFolder ? name.slice(0, -1) : name, file);
    stored += entry.compressedSize;
    // The same bytes for many entries is what the smallest bombs are made of.
    if (stored > zip.fileSize) {
      throw packRefused(file, 'bomb', name);
    }
    if (!isFolder) {
      claim(name, taken, file);
      entries.set(name, entry);
    }
  }
  checkFolders(entries.keys(), taken, file);
  return entries;
}

/** A file system may take two names for one that differ in case or in how accents are written. */
function sameName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function claim(name: string, taken: Set<string>, file: string): void {
  const key = sameName(name);
  if (taken.has(key)) {
    throw packRefused(file, 'twice', name);
  }
  taken.add(key);
}

/** Refuses a name that stands for a file here and for a folder there. */
function checkFolders(names: Iterable<string>, taken: ReadonlySet<string>, file: string): void {
  for (const name of names) {
    const parts = sameName(name).split('/');
    for (let length = 1; length < parts.length; length++) {
      if (taken.has(parts.slice(0, length).join('/'))) {
        throw packRefused(file, 'twice', name);
      }
    }
  }
}

function decodeName(entry: Entry, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(entry.fileNameRaw);
  } catch {
    throw packRefused(file, 'unsafeName', entry.fileNameRaw.toString('latin1'));
  }
}

function check(entry: Entry, name: string, file: string): void {
  if (!isSafePath(name)) {
    throw packRefused(file, 'unsafeName', name);
  }
  const kind = (entry.externalFileAttributes >>> 16) & kindMask;
  // Other systems than Unix keep no mode there.
  if (entry.versionMadeBy >>> 8 === 3 && !plainKinds.has(kind)) {
    throw packRefused(file, 'link', name);
  }
  if (entry.isEncrypted()) {
    throw packRefused(file, 'encrypted', name);
  }
  if (!entry.canDecodeFileData()) {
    throw packRefused(file, 'damaged', `compression method ${entry.compressionMethod}`);
  }
  if (entry.uncompressedSize > maximumRatio * Math.max(entry.compressedSize, 100)) {
    throw packRefused(file, 'bomb', name);
  }
}
