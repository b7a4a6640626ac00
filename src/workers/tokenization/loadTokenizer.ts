import { Tokenizer } from 'tokenizers';
import { TokenscopeError } from '../../common/errors';
import { checkAddedIds, checkVocabularyIds } from './checkIds';
import { checkSpec } from './checkSpec';
import { InvalidTokenizer, toInvalidTokenizer } from './invalidTokenizer';
import { parseJson } from './parseJson';
import { readSpec, type TokenizerSpec } from './spec';
import type { OpenTokenizer } from './tokenizerFile';

/**
 * Makes a tokenizer of the bytes of a `tokenizer.json`. The library can end the whole process on a
 * malicious file; such files come here in a process of their own first (`tokenizer/inspect`).
 * @throws InvalidTokenizer
 */
export function loadTokenizer(bytes: Uint8Array): OpenTokenizer {
  const { text, value } = parseJson(bytes);
  try {
    const spec = readSpec(value);
    checkSpec(spec);
    checkVocabularyIds((value as { model: { vocab?: unknown } }).model.vocab);
    const tokenizer = Tokenizer.fromString(text);
    if (tokenizer.getVocabSize(true) === 0) {
      throw new Error('the vocabulary is empty');
    }
    checkAddedIds(tokenizer, spec.addedTokens);
    tokenizer.disableTruncation();
    tokenizer.disablePadding();
    return withVocabulary(tokenizer, spec);
  } catch (error) {
    throw toInvalidTokenizer(error, 'notTokenizer');
  }
}

function withVocabulary(tokenizer: Tokenizer, spec: TokenizerSpec): OpenTokenizer {
  const { type, unknownToken } = spec.model;
  const unknownId =
    unknownToken === null ? spec.model.unknownId : tokenizer.tokenToId(unknownToken);
  if (unknownId === null && (type === 'WordPiece' || type === 'WordLevel')) {
    throw new InvalidTokenizer('notTokenizer', 'the vocabulary lacks its unknown token');
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
