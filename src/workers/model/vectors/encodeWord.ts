import { TokenscopeError } from '../../../common/errors';
import type { WordPlace } from '../../../common/protocol/model/vectors';
import type { OffsetRange } from '../../../common/protocol/tokenizer/tokens';
import { utf16Offsets } from '../../tokenization/offsets';
import type { TokenRow } from '../encoder/runRows';
import { textWindow } from '../encoder/textWindow';
import { windowStart } from '../encoder/windowStart';
import type { OpenModel } from '../models/openModel';

/** A sentence as the model reads it, and where the word stands among its tokens. */
export interface EncodedWord extends TokenRow {
  /** Indexes of the tokens that cover the word; none for characters that the tokenizer leaves out. */
  readonly positions: readonly number[];
  /** UTF-16 range of the text that the tokens cover. */
  readonly read: OffsetRange;
}

/**
 * Encodes a sentence; one that is longer than the context is cut around the word, token by token.
 * @throws TokenscopeError `EmptyText`, `TooLong` when the word alone exceeds the context.
 */
export async function encodeWord(
  model: OpenModel,
  { text, start, end }: WordPlace,
): Promise<EncodedWord> {
  if (text.slice(start, end).trim() === '') {
    throw new TokenscopeError('EmptyText', {});
  }
  const { contextLength } = model.ref;
  const part = textWindow(text, start, contextLength);
  const encoding = await model.tokenizer.tokenizer.encode(part.text);
  const ids = encoding.getIds();
  const own = encoding.getSequenceIds().map((sequence) => typeof sequence === 'number');
  const bodyStart = Math.max(0, own.indexOf(true));
  const bodyEnd = own.lastIndexOf(true) + 1;
  const { starts, ends } = utf16Offsets(part.text, encoding.getOffsets());
  const startOf = (position: number): number => part.start + (starts[position] ?? 0);
  const endOf = (position: number): number => part.start + (ends[position] ?? 0);
  const covering = ids.flatMap((_, position) =>
    own[position] === true && startOf(position) < end && endOf(position) > start ? [position] : [],
  );
  const room = contextLength - bodyStart - (ids.length - bodyEnd);
  if (covering.length > room) {
    throw new TokenscopeError('TooLong', {
      what: 'tokens',
      actual: covering.length,
      limit: room,
    });
  }
  const middle = covering[Math.floor(covering.length / 2)] ?? bodyStart;
  const from = windowStart(middle, bodyStart, bodyEnd, room);
  const to = Math.min(bodyEnd, from + room);
  const kept = <T>(list: readonly T[]): T[] => [
    ...list.slice(0, bodyStart),
    ...list.slice(from, to),
    ...list.slice(bodyEnd),
  ];
  const whole = part.text.length === text.length && from === bodyStart && to === bodyEnd;
  return {
    ids: kept(ids),
    typeIds: kept(encoding.getTypeIds()),
    positions: covering.map((position) => position - from + bodyStart),
    read: whole ? { start: 0, end: text.length } : { start: startOf(from), end: endOf(to - 1) },
  };
}
