import { constants } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { isTokenscopeError, TokenscopeError } from '../../../common/errors';
import type { RepoFolder } from './cacheLayout';
import type { FileHasher } from './fileHasher';
import { askFrom, badFile, beginning, refuseImpostor, type BlobJob } from './fileAnswer';
import type { HubRequests } from './hubRequests';
import { readPieces } from './readBody';
import { Patience, throwIfCancelled, TransientError } from './transient';
import { writeFailure } from './writeFailure';

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

/** What is held of a file is no beginning of what the hub has: it must be asked for as a whole. */
class RestartError extends TransientError {}

interface Open {
  readonly job: BlobJob;
  readonly tools: BlobTools;
  readonly handle: FileHandle;
}

/** Resolves once the partial file has as many bytes as the file. */
async function fetchWhole(job: BlobJob, tools: BlobTools, partial: string): Promise<void> {
  const { file, folder } = job;
  const flags = constants.O_RDWR | constants.O_CREAT;
  const handle = await writing(folder, () => open(partial, flags));
  try {
    const { size } = await handle.stat();
    tools.onBytes(Math.min(size, file.bytes), 0);
    await fetchMissing({ job, tools, handle }, size);
  } finally {
    await handle.close();
  }
}

/** @param held bytes that the partial file has; more than the file itself cannot be right. */
async function fetchMissing(open: Open, held: number): Promise<void> {
  const { job, tools, handle } = open;
  const { file } = job;
  const patience = new Patience(tools.requests.limits, tools.signal);
  let restart = held > file.bytes;
  for (let size = held; restart || size < file.bytes;) {
    try {
      await fetchRest(open, { held: size, offset: restart ? 0 : size }, () => {
        restart = false;
        patience.progress();
      });
    } catch (error) {
      const received = Math.min(file.bytes, (await handle.stat()).size);
      restart ||= error instanceof RestartError;
      await patience.after(error).catch((last: unknown) => {
        throw isTokenscopeError(last, 'HubUnreachable') && received > 0
          ? new TokenscopeError('HubInterrupted', { file: file.path, received, total: file.bytes })
          : last;
      });
    }
    ({ size } = await handle.stat());
  }
}

/**
 * Asks for what is missing, and writes each piece as it comes. Nothing that is held is given up before
 * something better is there.
 * @param onPiece called with each piece that was written.
 */
async function fetchRest(
  { job, tools, handle }: Open,
  { held, offset }: { readonly held: number; readonly offset: number },
  onPiece: () => void,
): Promise<void> {
  const { file, folder } = job;
  const { requests, signal } = tools;
  const answer = await askFrom(job, requests, offset, signal);
  const begin = beginning(answer, file, offset);
  if (begin === null) {
    answer.abort();
    throw new RestartError(badFile(file, 'length'), 0);
  }
  let written = begin;
  for await (const piece of readPieces(answer, requests.limits.idle, signal)) {
    if (written === 0) {
      refuseImpostor(answer, file, piece);
      if (held > 0) {
        await writing(folder, () => handle.truncate(0));
      }
    }
    const wanted = piece.subarray(0, file.bytes - written);
    const position = written;
    await writing(folder, () => writeAll(handle, wanted, position));
    written += wanted.length;
    onPiece();
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
