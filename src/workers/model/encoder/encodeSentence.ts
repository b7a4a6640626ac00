import { TokenscopeError } from '../../../common/errors';
import { utf16Offsets } from '../../tokenization/offsets';
import type { OpenModel } from '../models/openModel';
import type { TokenRow } from './runRows';
import { textWindow } from './textWindow';

/** A text as an encoder sees it; parallel arrays of one entry a token, special tokens included. */
export interface EncodedSentence extends TokenRow {
  /** UTF-16 offsets into the text (of a pair: into the text of `sequences`); 0 for special tokens. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** 0 for the text, 1 for its pair, -1 for special tokens that frame them. */
  readonly sequences: readonly number[];
  /** Which word of its text the tokenizer says that a token is a piece of; -1 for none. */
  readonly words: readonly number[];
  /**
   * Tokens that were left out at the end of the text, since the context is full; at least so many of a
   * text that is far longer, whose end the tokenizer never saw.
   */
  readonly dropped: number;
}

/**
 * Encodes a text, or a pair, with the special tokens that the model was trained with. What does not fit
 * in the context is cut off at the end of the text; a pair that does not fit is refused.
 * @throws TokenscopeError `EmptyText`, `TooLong` for a pair.
 */
export async function encodeSentence(
  model: OpenModel,
  text: string,
  pair?: string,
): Promise<EncodedSentence> {
  if (text.trim() === '' || pair?.trim() === '') {
    throw new TokenscopeError('EmptyText', {});
  }
  const { contextLength } = model.ref;
  const part = pair === undefined ? textWindow(text, 0, contextLength).text : text;
  const encoding = await model.tokenizer.tokenizer.encode(part, pair ?? null);
  const ids = encoding.getIds();
  const sequences = encoding.getSequenceIds().map((sequence) => sequence ?? -1);
  const over = ids.length - contextLength;
  if (over > 0 && pair !== undefined) {
    throw new TokenscopeError('TooLong', {
      what: 'tokens',
      actual: ids.length,
      limit: contextLength,
    });
  }
  const offsets = encoding.getOffsets();
  const first = utf16Offsets(part, offsets);
  const second = pair === undefined ? first : utf16Offsets(pair, offsets);
  const of = (index: number, side: 'starts' | 'ends'): number =>
    sequences[index] === -1 ? 0 : ((sequences[index] === 1 ? second : first)[side][index] ?? 0);
  const bodyEnd = sequences.findLastIndex((sequence) => sequence !== -1) + 1;
  const kept = <T>(list: readonly T[]): T[] =>
    over > 0 ? [...list.slice(0, bodyEnd - over), ...list.slice(bodyEnd)] : [...list];
  return {
    ids: kept(ids),
    typeIds: kept(encoding.getTypeIds()),
    starts: kept(ids.map((_, index) => of(index, 'starts'))),
    ends: kept(ids.map((_, index) => of(index, 'ends'))),
    sequences: kept(sequences),
    words: kept(encoding.getWordIds().map((word) => word ?? -1)),
    dropped: Math.max(over, pair === undefined && text.slice(part.length).trim() !== '' ? 1 : 0),
  };
}
