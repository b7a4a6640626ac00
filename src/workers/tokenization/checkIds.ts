import type { Tokenizer } from 'tokenizers';
import { InvalidTokenizer } from './invalidTokenizer';
import type { AddedToken } from './spec';

/** Ids are rows of a model's embedding; no published model has as many. */
const maximumId = 2 ** 24;

/**
 * Refuses vocabularies whose ids are no row numbers, or name two tokens: what such a file shows as id
 * could not be looked up again.
 * @param vocabulary `model.vocab` as parsed; of Unigram a list, whose places are the ids.
 * @throws InvalidTokenizer `badIds`.
 */
export function checkVocabularyIds(vocabulary: unknown): void {
  if (typeof vocabulary !== 'object' || vocabulary === null || Array.isArray(vocabulary)) {
    return;
  }
  const seen = new Set<number>();
  for (const id of Object.values(vocabulary) as readonly unknown[]) {
    if (typeof id !== 'number' || !Number.isInteger(id) || id < 0 || id >= maximumId) {
      throw new InvalidTokenizer('badIds', String(id));
    }
    if (seen.has(id)) {
      throw new InvalidTokenizer('badIds', `${id} twice`);
    }
    seen.add(id);
  }
}

/**
 * Refuses added tokens whose ids are not those that the library uses: it numbers a token itself where
 * the file's number does not fit the vocabulary.
 * @throws InvalidTokenizer `badIds`.
 */
export function checkAddedIds(tokenizer: Tokenizer, tokens: readonly AddedToken[]): void {
  for (const { id, content } of tokens) {
    if (content !== '' && tokenizer.tokenToId(content) !== id) {
      throw new InvalidTokenizer('badIds', `${id} of the added token ${content.slice(0, 40)}`);
    }
  }
}
