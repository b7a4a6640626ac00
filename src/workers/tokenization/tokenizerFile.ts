import { readFile } from 'node:fs/promises';
import { Tokenizer } from 'tokenizers';
import { TokenscopeError } from '../../common/errors';
import { checkSpec } from './checkSpec';
import { readSpec, type TokenizerSpec } from './spec';

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
 * Opens a `tokenizer.json`.
 * @param file absolute path.
 * @throws TokenscopeError `FileMissing` or `FileCorrupt`, naming the file.
 */
export async function openTokenizer(file: string): Promise<OpenTokenizer> {
  const json = await readText(file);
  try {
    const spec = readSpec(JSON.parse(json));
    checkSpec(spec);
    const tokenizer = Tokenizer.fromString(json);
    if (tokenizer.getVocabSize(true) === 0) {
      throw new Error('the vocabulary is empty');
    }
    tokenizer.disableTruncation();
    tokenizer.disablePadding();
    return withVocabulary(tokenizer, spec);
  } catch (error) {
    throw corrupt(file, error);
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    throw code === 'ENOENT' || code === 'ENOTDIR'
      ? new TokenscopeError('FileMissing', { file })
      : corrupt(file, error);
  }
}

function corrupt(file: string, error: unknown): TokenscopeError<'FileCorrupt'> {
  return new TokenscopeError('FileCorrupt', {
    file,
    // The parser's message may quote the file at length.
    reason: (error instanceof Error ? error.message : String(error)).slice(0, 200),
  });
}

function withVocabulary(tokenizer: Tokenizer, spec: TokenizerSpec): OpenTokenizer {
  const { type, unknownToken } = spec.model;
  const unknownId =
    unknownToken === null ? spec.model.unknownId : tokenizer.tokenToId(unknownToken);
  if (unknownId === null && (type === 'WordPiece' || type === 'WordLevel')) {
    throw new Error('the vocabulary lacks its unknown token');
  }
  return {
    tokenizer,
    spec,
    specialIds: new Set(spec.addedTokens.filter(({ special }) => special).map(({ id }) => id)),
    unknownId,
    vocabularySize: tokenizer.getVocabSize(true),
    token(id) {
      // The library takes ids as unsigned 32-bit numbers and would wrap others around.
      const token =
        Number.isInteger(id) && id >= 0 && id < 2 ** 32 ? tokenizer.idToToken(id) : null;
      if (token === null) {
        throw new TokenscopeError('InvalidParameter', {
          name: 'id',
          value: String(id),
          expected: 'the id of a token of the vocabulary',
        });
      }
      return token;
    },
  };
}
