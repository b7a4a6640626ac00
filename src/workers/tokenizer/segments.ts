import type { EncodedText } from '../tokenization/encodeText';

/** Segments of a piece in text order, as parallel arrays of one entry a segment. */
export interface Segments {
  /** UTF-16 offsets into the piece, half-open. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Index of the segment's first token; its last is before the next segment's first. */
  readonly firstToken: readonly number[];
}

/**
 * Joins tokens into segments: the smallest runs of text that whole tokens cover. Tokens of which the
 * spans overlap are one segment, such as the byte-level tokens of one emoji.
 *
 * Every token belongs to a segment. A token whose span is empty takes the text between the token
 * before it and its own place: RoBERTa's tokenizer trims whitespace from spans, and leaves nothing of
 * a token that is whitespace only. Where there is no such text, it belongs to the token after it, or,
 * at the end, to the one before.
 */
export function segmentsOf({ starts: tokenStarts, ends: tokenEnds }: EncodedText): Segments {
  const starts: number[] = [];
  const ends: number[] = [];
  const firstToken: number[] = [];
  /** First of the tokens that wait for the next segment, -1 when none does. */
  let pending = -1;
  for (let token = 0; token < tokenStarts.length; token++) {
    const end = tokenEnds[token] ?? 0;
    let start = tokenStarts[token] ?? 0;
    if (start >= end) {
      start = Math.min(ends.at(-1) ?? 0, end);
      if (start === end) {
        pending = pending === -1 ? token : pending;
        continue;
      }
    }
    let first = pending === -1 ? token : pending;
    let last = end;
    pending = -1;
    while (start < (ends.at(-1) ?? 0)) {
      start = Math.min(start, starts.pop() ?? start);
      last = Math.max(last, ends.pop() ?? last);
      first = firstToken.pop() ?? first;
    }
    starts.push(start);
    ends.push(last);
    firstToken.push(first);
  }
  if (starts.length === 0 && tokenStarts.length > 0) {
    // Nothing but empty spans at the very start: one empty segment keeps their ids.
    return { starts: [0], ends: [0], firstToken: [0] };
  }
  return { starts, ends, firstToken };
}
