import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { TokenscopeError } from '../../common/errors';
import { maximumTokenizerBytes } from '../../common/models/addedTokenizer';
import { InvalidTokenizer, toInvalidTokenizer } from './invalidTokenizer';
import { loadTokenizer } from './loadTokenizer';
import type { OpenTokenizer } from './tokenizerFile';

/** The contents of a file that a user gave, and their hash. */
export interface AddedFile {
  readonly bytes: Uint8Array;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/**
 * Reads a file that a user gave; one that is too large is not read.
 * @param file absolute path.
 * @throws InvalidTokenizer `missing`, `unreadable`, `notFile` or `tooLarge`.
 */
export async function readAddedFile(file: string): Promise<AddedFile> {
  try {
    const bytes = await readAll(file);
    return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const problem = code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable';
    throw toInvalidTokenizer(error, problem);
  }
}

async function readAll(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) {
      throw new InvalidTokenizer('notFile', 'not a file');
    }
    if (stat.size > maximumTokenizerBytes) {
      throw new InvalidTokenizer('tooLarge', String(stat.size));
    }
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/**
 * Opens the copy that was kept of an added tokenizer.
 * @throws TokenscopeError `TokenizerCopyLost` when it cannot be read or is not what was added.
 */
export async function openAddedTokenizer(
  tokenizer: string,
  file: string,
  sha256: string,
): Promise<OpenTokenizer> {
  const read = await readAddedFile(file).catch(() => {
    throw new TokenscopeError('TokenizerCopyLost', { tokenizer, problem: 'missing' });
  });
  if (read.sha256 !== sha256) {
    throw new TokenscopeError('TokenizerCopyLost', { tokenizer, problem: 'changed' });
  }
  return loadTokenizer(read.bytes);
}
