import { randomUUID } from 'node:crypto';
import { createWriteStream, rmSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TokenscopeError } from '../../common/errors';
import { fullCodes } from '../../common/systemCodes';

/** Names of files that are being written: a process that ends with its window takes them along. */
const partials = new Set<string>();
process.once('exit', () => {
  for (const partial of partials) {
    rmSync(partial, { force: true });
  }
});

/** A file that is wholly written under another name and not yet at its place. */
export interface WrittenFile {
  /** Puts it at its place, over what was there. */
  keep(): Promise<void>;
  discard(): Promise<void>;
}

/**
 * Writes a file beside its place, so that what is there already is replaced by all or nothing.
 * @throws TokenscopeError `DiskFull`, `FileNotWritten`, or what `parts` throws; nothing is left then.
 */
export async function writeFileWhole(
  file: string,
  parts: AsyncIterable<string | Uint8Array> | Iterable<string>,
): Promise<WrittenFile> {
  // No name that a file of the user's, or another export, could have.
  const partial = `${file}.${randomUUID()}.part`;
  partials.add(partial);
  const discard = async (): Promise<void> => {
    await rm(partial, { force: true });
    partials.delete(partial);
  };
  try {
    await pipeline(Readable.from(parts), createWriteStream(partial, { flags: 'wx' }));
  } catch (error) {
    await discard().catch(() => undefined);
    throw writeError(file, error);
  }
  return {
    discard,
    keep: async () => {
      try {
        await rename(partial, file);
        partials.delete(partial);
      } catch (error) {
        await discard().catch(() => undefined);
        throw writeError(file, error);
      }
    },
  };
}

function writeError(file: string, error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === undefined || code === undefined) {
    return error;
  }
  return fullCodes.has(code)
    ? new TokenscopeError('DiskFull', { file: basename(file) })
    : new TokenscopeError('FileNotWritten', { file: basename(file), reason: code });
}
