import { constants } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { isTokenscopeError, TokenscopeError } from '../../../common/errors';
import { findImpostor } from '../../../common/hub/impostor';
import type { HubFile } from '../../../common/hub/hubModel';
import type { RepoFolder } from './cacheLayout';
import type { FileHasher } from './fileHasher';
import type { HubAnswer, HubRequests } from './hubRequests';
import { statusFailure } from './hubStatus';
import { readPieces } from './readBody';
import { Patience, throwIfCancelled, TransientError } from './transient';
import { writeFailure } from './writeFailure';

/** A blob that is to be fetched. */
export interface BlobJob {
  /** Id that the hub knows the model by. */
  readonly model: string;
  readonly revision: string;
  readonly commit: string;
  readonly file: HubFile;
  readonly folder: RepoFolder;
}

export interface BlobTools {
  readonly requests: HubRequests;
  readonly hasher: FileHasher;
  readonly signal: AbortSignal;
  /** Told how many bytes of the file are on the disk, and how many just came over the network. */
  readonly onBytes: (onDisk: number, received: number) => void;
  readonly onVerify: () => void;
}

/**
 * Fetches a file into its partial file, going on where an earlier attempt broke off, verifies its hash
 * and makes it the blob. Whoever calls holds the lock of the blob. Whatever fails, what came is kept,
 * unless its hash is wrong.
 * @throws TokenscopeError `HubBadFile`, `HubInterrupted`, `CacheDiskFull`, `CacheNotWritable`,
 * `Cancelled`, and as requests do.
 */
export async function fetchBlob(job: BlobJob, tools: BlobTools): Promise<void> {
  const { file, folder } = job;
  const partial = folder.partial(file.etag);
  // Bytes that a crash or another program left may be wrong: a whole file that comes anew may not.
  for (let attempt = 1; attempt <= 2; attempt++) {
    await fetchWhole(job, tools, partial);
    tools.onVerify();
    const { digests } = await tools.hasher.hash(partial, [file.hash], tools.signal);
    if (digests[file.hash] === file.etag) {
      throwIfCancelled(tools.signal);
      await folder.keepBlob(file);
      return;
    }
    await rm(partial, { force: true });
    tools.onBytes(0, 0);
  }
  throw new TokenscopeError('HubBadFile', { file: file.path, problem: 'hash' });
}

/** Resolves once the partial file has as many bytes as the file. */
async function fetchWhole(job: BlobJob, tools: BlobTools, partial: string): Promise<void> {
  const { file, folder } = job;
  const handle = await writing(folder, () => open(partial, constants.O_RDWR | constants.O_CREAT));
  const patience = new Patience(tools.requests.limits, tools.signal);
  try {
    let offset = (await handle.stat()).size;
    if (offset > file.bytes) {
      await writing(folder, () => handle.truncate(0));
      offset = 0;
    }
    tools.onBytes(offset, 0);
    while (offset < file.bytes) {
      const before = offset;
      try {
        await fetchRest({ job, tools, handle }, offset);
      } catch (error) {
        offset = (await handle.stat()).size;
        if (offset > before) {
          patience.progress();
        }
        await patience.after(error).catch((last: unknown) => {
          throw isTokenscopeError(last, 'HubUnreachable') && offset > 0
            ? new TokenscopeError('HubInterrupted', {
                file: file.path,
                received: offset,
                total: file.bytes,
              })
            : last;
        });
      }
      offset = (await handle.stat()).size;
    }
  } finally {
    await handle.close();
  }
}

interface Open {
  readonly job: BlobJob;
  readonly tools: BlobTools;
  readonly handle: FileHandle;
}

/** Asks for what is missing, and writes each piece as it comes. */
async function fetchRest({ job, tools, handle }: Open, offset: number): Promise<void> {
  const { file, folder } = job;
  const { requests, signal } = tools;
  const answer = await requests.send(fileAddress(requests.endpoint, job), {
    signal,
    headers: {
      // Offsets are of the file itself, not of a compressed form of it.
      'Accept-Encoding': 'identity',
      ...(offset > 0 && { Range: `bytes=${offset}-` }),
    },
  });
  const subject = { model: job.model, revision: job.revision, file: file.path };
  const failure = statusFailure(answer.response, answer.address, subject, answer.hasToken);
  if (failure !== null) {
    answer.abort();
    throw failure;
  }
  const begin = beginning(answer, file, offset);
  if (begin === null) {
    answer.abort();
    await writing(folder, () => handle.truncate(0));
    throw new TransientError(badFile(file, 'length'), 0);
  }
  let written = begin;
  for await (const piece of readPieces(answer, requests.limits.idle, signal)) {
    if (written === 0) {
      refuseImpostor(answer, file, piece);
    }
    if (begin === 0 && written === 0 && offset > 0) {
      await writing(folder, () => handle.truncate(0));
    }
    const wanted = piece.subarray(0, file.bytes - written);
    await writing(folder, () => writeAll(handle, wanted, written));
    written += wanted.length;
    tools.onBytes(written, wanted.length);
    if (written >= file.bytes) {
      return;
    }
  }
  throw new TransientError(
    new TokenscopeError('HubUnreachable', {
      host: answer.address.host,
      reason: 'broken',
      detail: `${written} of ${file.bytes} bytes`,
    }),
  );
}

/**
 * Where in the file an answer begins: at the offset that was asked for, or at 0 when the server sends all
 * of it; null when it is another part, or of another file: the hub then holds something else than it listed.
 * @throws TokenscopeError `HubBadFile` for a whole answer of another length.
 */
function beginning({ response, etag }: HubAnswer, file: HubFile, offset: number): number | null {
  const length = response.headers.get('Content-Length');
  if (response.status === 206) {
    const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('Content-Range') ?? '');
    const same = etag === null || etag === file.etag;
    const fits =
      range?.[1] === String(offset) && [String(file.bytes), '*'].includes(range[2] ?? '');
    return same && fits ? offset : null;
  }
  if (response.status !== 200) {
    return null;
  }
  if (length !== null && Number(length) !== file.bytes && Number(length) > impostorLength) {
    throw badFile(file, 'length');
  }
  return 0;
}

/** Longer answers of a wrong length are not read to see what they are. */
const impostorLength = 1_000_000;

function refuseImpostor({ response }: HubAnswer, file: HubFile, piece: Uint8Array): void {
  const impostor = findImpostor(file.path, piece, response.headers.get('Content-Type'));
  const length = response.headers.get('Content-Length');
  if (impostor !== null) {
    throw badFile(file, impostor);
  }
  if (response.status === 200 && length !== null && Number(length) !== file.bytes) {
    throw badFile(file, 'length');
  }
}

function badFile(
  file: HubFile,
  problem: 'hash' | 'length' | 'html' | 'lfsPointer',
): TokenscopeError {
  return new TokenscopeError('HubBadFile', { file: file.path, problem });
}

function fileAddress(endpoint: string, { model, commit, file }: BlobJob): URL {
  const parts = file.path.split('/').map(encodeURIComponent).join('/');
  return new URL(`${endpoint}/${model}/resolve/${commit}/${parts}`);
}

/** The system may write less at once than it is given, as when the disk is nearly full. */
async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

async function writing<T>(folder: RepoFolder, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw writeFailure(folder.cache, error);
  }
}
