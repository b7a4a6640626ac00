import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { CancellationToken } from 'vscode-jsonrpc';
import { isTokenscopeError, TokenscopeError } from '../../common/errors';
import { bytesOf } from '../../common/packs/packManifest';
import type { PackPart, UnpackedPart, UnpackParams } from '../../common/protocol/packs/packs';
import { fullCodes } from '../../common/systemCodes';
import { asRefusal, withPack, type OpenPack } from './openPack';
import { hashedStream } from './hashedStream';
import { packRefused } from './packRefused';
import { incomingPrefix, movePart, partPlace, sweepIncoming, type PartPlace } from './partPlace';
import { shareDone } from '../files/shareDone';

/** Bytes that are left free on a disk: a full one harms more than this import. */
const spareBytes = 50_000_000;

/**
 * Free bytes of the disk that a folder is on, for this user; null where the system does not say, as on
 * some network drives.
 */
export type FreeBytes = (folder: string) => Promise<number | null>;

const freeBytesOf: FreeBytes = async (folder) => {
  const found = await statfs(folder).catch(() => null);
  return found === null || found.blocks === 0 ? null : found.bavail * found.bsize;
};

/** Answers `packs/unpack`. */
export async function unpackPack(
  { file, parts }: UnpackParams,
  token: CancellationToken,
  report: (share: number) => void,
  freeBytes = freeBytesOf,
): Promise<UnpackedPart[]> {
  return withPack(file, async (pack) => {
    const places = await Promise.all(parts.map((part) => partPlace(pack, part)));
    const missing = places.filter(({ there }) => !there);
    await prepare(missing, freeBytes);
    const onBytes = shareDone(bytesOf(missing.flatMap(({ files }) => files)), report);
    const unpacked: PartPlace[] = [];
    try {
      for (const place of missing) {
        await unpackPart(pack, file, place, token, onBytes);
        unpacked.push(place);
      }
    } catch (error) {
      await Promise.all(unpacked.map(({ target }) => discard(target)));
      throw error;
    }
    return places.map(({ target, there }) => ({ folder: target, fresh: !there }));
  });
}

/** Makes the folders that are unpacked into, and sees that there is room in them. */
async function prepare(places: readonly PartPlace[], freeBytes: FreeBytes): Promise<void> {
  for (const into of new Set(places.map((place) => place.part.into))) {
    const needed = bytesOf(
      places.filter(({ part }) => part.into === into).flatMap(({ files }) => files),
    );
    await storing(into, () => mkdir(into, { recursive: true }));
    await sweepIncoming(into);
    const free = await freeBytes(into);
    if (free !== null && free < needed + spareBytes) {
      throw new TokenscopeError('PackNoRoom', { folder: into, room: { needed, free } });
    }
  }
}

/** Unpacks into a folder beside the target, which becomes the target when all of it is right. */
async function unpackPart(
  pack: OpenPack,
  file: string,
  place: PartPlace,
  token: CancellationToken,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const { part } = place;
  const incoming = path.join(part.into, `${incomingPrefix}${process.pid}-${randomUUID()}`);
  try {
    await storing(part.into, () => mkdir(incoming));
    for (const { path: below } of place.files) {
      if (token.isCancellationRequested) {
        throw new TokenscopeError('Cancelled', {});
      }
      await unpackFile(pack, file, { part, below, to: incoming }, token, onBytes);
    }
    await storing(part.into, () => movePart(incoming, place));
  } finally {
    await discard(incoming);
  }
}

async function unpackFile(
  { zip, files }: OpenPack,
  pack: string,
  { part, below, to }: { readonly part: PackPart; readonly below: string; readonly to: string },
  token: CancellationToken,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const name = `${part.folder}/${below}`;
  const found = files.get(name);
  if (!found) {
    throw packRefused(pack, 'absent', name);
  }
  const target = path.join(to, ...below.split('/'));
  const abort = new AbortController();
  const listener = token.onCancellationRequested(() => abort.abort());
  try {
    await storing(part.into, () => mkdir(path.dirname(target), { recursive: true }));
    const source = await zip.openReadStreamPromise(found.entry);
    await pipeline(
      source,
      hashedStream(found.file, onBytes, (reason) => packRefused(pack, reason, name)),
      createWriteStream(target, { flags: 'wx' }),
      { signal: abort.signal },
    );
  } catch (error) {
    throw abort.signal.aborted
      ? new TokenscopeError('Cancelled', {})
      : notStored(part.into, asRefusal(pack, error));
  } finally {
    listener.dispose();
  }
}

async function storing<T>(folder: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw notStored(folder, error);
  }
}

/** What it means that the system would not write. */
function notStored(folder: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (isTokenscopeError(error) || code === undefined) {
    return error;
  }
  return fullCodes.has(code)
    ? new TokenscopeError('PackNoRoom', { folder, room: null })
    : new TokenscopeError('PackNotStored', { folder, reason: code });
}

/** What cannot be deleted now is swept away by a later import. */
async function discard(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
}
