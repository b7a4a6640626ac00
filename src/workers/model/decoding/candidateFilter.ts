import { filters, type CandidateFilter } from '../../../common/protocol/model/candidateFilter';
import type { OpenModel } from '../models/openModel';

/** Tells whether a token may be a candidate. */
export type TokenFilter = (id: number) => boolean;

const letterOrDigit = /[\p{L}\p{N}]/u;

/**
 * The filter as a test of ids; null when every token passes. Special tokens never pass a filter: they
 * are no words.
 */
export async function tokenFilter(
  model: OpenModel,
  filter: CandidateFilter | undefined,
): Promise<TokenFilter | null> {
  if (!filter || !filters(filter)) {
    return null;
  }
  const { wholeWords, noPunctuation, words } = filter;
  const allowed = words && (await idsOfWords(model, words));
  return (id) =>
    !model.texts.special(id) &&
    (!allowed || allowed.has(id)) &&
    (!noPunctuation || letterOrDigit.test(model.texts.text(id))) &&
    (!wholeWords || beginsWord(model, id));
}

/**
 * Whether a token begins a word: in vocabularies that mark what continues one (`##ing`) every token
 * that is not so marked, in those that keep the space (`Ġthe`, `▁the`) every token that begins with it.
 */
export function beginsWord({ tokenizer, texts }: OpenModel, id: number): boolean {
  const prefix = tokenizer.spec.model.continuationPrefix;
  return prefix === '' ? texts.text(id).startsWith(' ') : !texts.token(id).startsWith(prefix);
}

/** Ids of the words that are one token, alone or behind a space. */
async function idsOfWords(model: OpenModel, words: readonly string[]): Promise<Set<number>> {
  const forms = words.flatMap((word) => [word.trim(), ` ${word.trim()}`]);
  const encodings = await model.tokenizer.tokenizer.encodeBatch(forms, {
    addSpecialTokens: false,
  });
  const single = encodings
    .map((encoding) => encoding.getIds())
    .filter(({ length }) => length === 1);
  return new Set(single.flat().filter((id) => id !== model.tokenizer.unknownId));
}
