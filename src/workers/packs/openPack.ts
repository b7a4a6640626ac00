import { open as openFile, stat } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { isTokenscopeError } from '../../common/errors';
import type { ModelFile } from '../../common/protocol/model/models';
import {
  manifestName,
  maximumManifestBytes,
  maximumPackFiles,
  packFiles,
  type PackManifest,
} from '../../common/packs/packManifest';
import { readManifest } from '../../common/packs/readManifest';
import { readEntries } from './packEntries';
import { packRefused } from './packRefused';

/** A pack whose names and sizes are checked. */
export interface OpenPack {
  readonly zip: ZipFile;
  readonly manifest: PackManifest;
  /** Every file of the manifest and its entry in the zip, by path in the pack. */
  readonly files: ReadonlyMap<string, { readonly file: ModelFile; readonly entry: Entry }>;
}

/**
 * Opens a pack for as long as `work` takes.
 * @param file absolute path.
 * @throws TokenscopeError `PackRefused`, or what `work` throws.
 */
export async function withPack<T>(file: string, work: (pack: OpenPack) => Promise<T>): Promise<T> {
  const zip = await openZip(file);
  try {
    return await work(await check(zip, file));
  } catch (error) {
    throw asRefusal(file, error);
  } finally {
    zip.close();
  }
}

/** An error of the zip library, which has no codes, as a `PackRefused`; others as they are. */
export function asRefusal(file: string, error: unknown): unknown {
  const { message, code } = error as NodeJS.ErrnoException;
  if (isTokenscopeError(error) || (code !== undefined && !code.startsWith('Z_'))) {
    return error;
  }
  return packRefused(
    file,
    /unexpected EOF|overflows file/.test(message) ? 'truncated' : 'damaged',
    message,
  );
}

async function openZip(file: string): Promise<ZipFile> {
  const found = await stat(file).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  if (!found.isFile()) {
    throw packRefused(file, 'notZip');
  }
  // Names are decoded and judged by us: the library rewrites some.
  const options = { autoClose: false, decodeStrings: false, lazyEntries: true };
  try {
    return await openPromise(file, options);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== undefined) {
      throw unreadable(file, error);
    }
    throw packRefused(file, (await beginsAsZip(file)) ? 'truncated' : 'notZip');
  }
}

function unreadable(file: string, error: unknown): unknown {
  const { code = '' } = error as NodeJS.ErrnoException;
  return packRefused(file, code === 'ENOENT' ? 'missing' : 'unreadable', code);
}

async function beginsAsZip(file: string): Promise<boolean> {
  const handle = await openFile(file);
  try {
    const { buffer: start } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return start.equals(Buffer.from('PK\u0003\u0004'));
  } finally {
    await handle.close();
  }
}

async function check(zip: ZipFile, file: string): Promise<OpenPack> {
  const entries = await readEntries(zip, file);
  const manifest = await manifestOf(zip, entries.get(manifestName), file);
  const wanted = packFiles(manifest);
  if (wanted === null || wanted.size > maximumPackFiles) {
    throw packRefused(file, 'badManifest');
  }
  const files = new Map<string, { file: ModelFile; entry: Entry }>();
  for (const [path, each] of wanted) {
    const entry = entries.get(path);
    if (!entry) {
      throw packRefused(file, 'absent', path);
    }
    if (entry.uncompressedSize !== each.bytes) {
      throw packRefused(file, 'size', path);
    }
    files.set(path, { file: each, entry });
  }
  for (const path of entries.keys()) {
    if (path !== manifestName && !files.has(path)) {
      throw packRefused(file, 'extra', path);
    }
  }
  return { zip, manifest, files };
}

async function manifestOf(
  zip: ZipFile,
  entry: Entry | undefined,
  file: string,
): Promise<PackManifest> {
  if (!entry) {
    throw packRefused(file, 'noManifest');
  }
  if (entry.uncompressedSize > maximumManifestBytes) {
    throw packRefused(file, 'manifestTooLarge');
  }
  const bytes = await buffer(await zip.openReadStreamPromise(entry));
  const read = readManifest(parse(bytes, file));
  if ('problem' in read) {
    throw packRefused(file, read.problem, read.detail);
  }
  return read.manifest;
}

function parse(bytes: Uint8Array, file: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw packRefused(file, 'badManifest');
  }
}
