import type { TokenRow } from '../encoder/runRows';

/** A question with a context, as the tokenizer joins them; parallel arrays of one entry a token. */
export interface EncodedPair extends TokenRow {
  /** 0 for the question, 1 for the context, -1 for special tokens. */
  readonly sequences: readonly number[];
}

/** One window of a context behind its question. */
export interface ContextWindow extends TokenRow {
  /** Index of its first token among the context's tokens. */
  readonly from: number;
  /** Position in the row of that token, and how many of the context follow from there. */
  readonly position: number;
  readonly length: number;
}

/** Tokens that two windows share at most (BERT's run_squad.py: document stride 128). */
const usualOverlap = 128;

/** Tokens of a context that a window has room for; 0 or less when the question fills it. */
export function roomForContext({ ids, sequences }: EncodedPair, contextLength: number): number {
  const body = sequences.filter((sequence) => sequence === 1).length;
  return contextLength - (ids.length - body);
}

/** Tokens that two windows share: 128, or half of a window where that is less. */
export function overlapOf(room: number): number {
  return Math.min(usualOverlap, Math.floor(room / 2));
}

/** The windows of a context, in order; special tokens and the question stand in each of them. */
export function contextWindows(pair: EncodedPair, room: number): ContextWindow[] {
  const first = pair.sequences.indexOf(1);
  const after = pair.sequences.lastIndexOf(1) + 1;
  const step = room - overlapOf(room);
  const windows: ContextWindow[] = [];
  for (let from = 0; first >= 0; from += step) {
    const length = Math.min(room, after - first - from);
    const part = <T>(list: readonly T[]): T[] => [
      ...list.slice(0, first),
      ...list.slice(first + from, first + from + length),
      ...list.slice(after),
    ];
    const { ids, typeIds } = pair;
    windows.push({ ids: part(ids), typeIds: part(typeIds), from, position: first, length });
    if (first + from + length >= after) {
      break;
    }
  }
  return windows;
}
