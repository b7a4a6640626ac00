import { readFile } from 'node:fs/promises';
import type { Tokenizer } from 'tokenizers';
import { TokenscopeError } from '../../common/errors';
import { toInvalidTokenizer } from './invalidTokenizer';
import { loadTokenizer } from './loadTokenizer';
import type { TokenizerSpec } from './spec';

/** A tokenizer that is ready to use. */
export interface OpenTokenizer {
  /** Truncation and padding that the file may ask for are off: texts are encoded as they are. */
  readonly tokenizer: Tokenizer;
  readonly spec: TokenizerSpec;
  /** Ids of the added tokens that the file marks as special. */
  readonly specialIds: ReadonlySet<number>;
  /** Id that stands for text outside the vocabulary, null when there is none (byte-level). */
  readonly unknownId: number | null;
  /** Number of tokens, added ones included. */
  readonly vocabularySize: number;
  /**
   * The vocabulary's own string of a token, such as `Ġthe`, `##ing`, `▁the`, `<0xF0>`.
   * @throws TokenscopeError `InvalidParameter` for an id outside the vocabulary.
   */
  token(id: number): string;
}

/**
 * Opens the `tokenizer.json` of a bundled tokenizer or of a model.
 * @param file absolute path.
 * @throws TokenscopeError `FileMissing` or `FileCorrupt`, naming the file.
 */
export async function openTokenizer(file: string): Promise<OpenTokenizer> {
  const bytes = await readBytes(file);
  try {
    return loadTokenizer(bytes);
  } catch (error) {
    throw corrupt(file, error);
  }
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    throw code === 'ENOENT' || code === 'ENOTDIR'
      ? new TokenscopeError('FileMissing', { file })
      : corrupt(file, error);
  }
}

function corrupt(file: string, error: unknown): TokenscopeError<'FileCorrupt'> {
  const { message: reason } = toInvalidTokenizer(error, 'unreadable');
  return new TokenscopeError('FileCorrupt', { file, reason });
}
