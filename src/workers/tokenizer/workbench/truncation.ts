import { TokenscopeError } from '../../../common/errors';
import type { OffsetRange } from '../../../common/protocol/tokenizer/tokens';
import type { TruncationOptions } from '../../../common/protocol/tokenizer/workbench';

/** The tokens of the text, and of its pair, that one row holds. */
export type RowSpans = readonly [OffsetRange] | readonly [OffsetRange, OffsetRange];

/**
 * Cuts a text, or a text and its pair, as the `tokenizers` library does (`truncate_encodings` and
 * `Encoding::truncate` of its 0.23), in the order of its overflowing pieces: the row itself, then every
 * later piece of the text with each piece of the pair, then the first piece of the text with the later
 * ones of the pair.
 *
 * The library's own `setTruncation` is not used: since 0.23.1 it loses the overflowing pieces
 * (huggingface/tokenizers, issue 2091), it is a setting of the tokenizer that other requests would meet,
 * it ends the process on a stride that is too large, and it makes all pieces before they are counted.
 * @param lengths tokens of the text, and of its pair.
 * @param room tokens of a row without special ones.
 * @param text which text of the batch it is, from 0, for errors.
 * @throws TokenscopeError `CannotTruncate`, `PairMissing`, `NoRoom` or `StrideTooLarge`.
 */
export function* truncated(
  lengths: readonly [number] | readonly [number, number],
  room: number,
  options: TruncationOptions,
  text: number,
): Generator<RowSpans> {
  const [first, second] = lengths;
  const [keepFirst, keepSecond] = keptLengths(first, second, room, options, text);
  const firsts = (): Iterable<OffsetRange> => pieces(first, keepFirst, options);
  if (second === undefined) {
    for (const span of firsts()) {
      yield [span];
    }
    return;
  }
  const seconds = (): Iterable<OffsetRange> => pieces(second, keepSecond, options);
  const [head = nothing] = firsts();
  const [pairHead = nothing] = seconds();
  yield [head, pairHead];
  for (const span of later(firsts())) {
    for (const pairSpan of seconds()) {
      yield [span, pairSpan];
    }
  }
  for (const pairSpan of later(seconds())) {
    yield [head, pairSpan];
  }
}

const nothing: OffsetRange = { start: 0, end: 0 };

function keptLengths(
  first: number,
  second: number | undefined,
  room: number,
  { strategy }: TruncationOptions,
  text: number,
): readonly [number, number] {
  const total = first + (second ?? 0);
  const remove = total - room;
  if (strategy === 'only_second' && second === undefined) {
    throw new TokenscopeError('PairMissing', { field: 'truncation.strategy', text: text + 1 });
  }
  if (strategy === 'none' || remove <= 0) {
    return [first, second ?? 0];
  }
  if (strategy === 'longest_first') {
    return second === undefined ? [room, 0] : longestFirst(first, second, room);
  }
  const tokens = strategy === 'only_first' ? first : (second ?? 0);
  if (tokens <= remove) {
    throw new TokenscopeError('CannotTruncate', {
      field: 'truncation.strategy',
      text: text + 1,
      tokens,
      remove,
    });
  }
  return strategy === 'only_first' ? [first - remove, second ?? 0] : [first, tokens - remove];
}

/** The shorter one is kept whole while it takes at most half of the room. */
function longestFirst(first: number, second: number, room: number): readonly [number, number] {
  const shorter = Math.min(first, second);
  const half = Math.floor(room / 2);
  const [short, long] = shorter <= half ? [shorter, room - shorter] : [half, room - half];
  return first <= second ? [short, long] : [long, short];
}

/**
 * The pieces that a text falls into when `keep` of its `length` tokens are kept.
 * @throws TokenscopeError `StrideTooLarge` when the pieces would not get ahead.
 */
function* pieces(
  length: number,
  keep: number,
  { side, stride, overflow }: TruncationOptions,
): Generator<OffsetRange, void, undefined> {
  if (keep < length && stride >= keep) {
    throw new TokenscopeError('StrideTooLarge', {
      field: 'truncation.stride',
      value: stride,
      limit: keep - 1,
    });
  }
  for (let from = 0; ; from += keep - stride) {
    const to = Math.min(from + keep, length);
    yield side === 'right' ? { start: from, end: to } : { start: length - to, end: length - from };
    if (to === length || !overflow) {
      return;
    }
  }
}

function* later<T>(items: Iterable<T>): Generator<T, void, undefined> {
  let first = true;
  for (const item of items) {
    if (!first) {
      yield item;
    }
    first = false;
  }
}
