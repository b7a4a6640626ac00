import { hasLeadingSpace, knownRuns, type TextReading } from '../readings/textReading';

/**
 * The words of a text, maximal runs of non-whitespace, as columns: the same index is the same word in
 * each.
 */
export interface WordColumns {
  /** UTF-16 offsets in the text. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Its tokens, the end exclusive; tokens of whitespace alone belong to the next word. */
  readonly firstTokens: Uint32Array;
  readonly endTokens: Uint32Array;
  /** Σ surprisal of its tokens in bits; NaN when one of them has none. */
  readonly bits: Float64Array;
  /**
   * The same with the probability of the boundary moved to the word that it ends: − log2 P(B | text up to
   * and with the word) + log2 P(B | text before it); the last term is left out for the first word and
   * for a word whose first token has no leading whitespace (Oh & Schuler 2024; Pimentel & Meister 2024).
   */
  readonly bitsBow: Float64Array;
}

interface Word {
  readonly start: number;
  readonly end: number;
  readonly firstToken: number;
  readonly endToken: number;
}

/** Words between two yields: well below a millisecond. */
const sliceWords = 2_000;

/**
 * The words of a text with their surprisals (measures: causal models), as far as it was read: a word
 * that may go on in what was not read is left out. Whitespace at the end of the text belongs to no word.
 * Yields now and then, so that a long text does not keep its thread.
 */
export function* causalWords(text: string, reading: TextReading): Generator<void, WordColumns> {
  const words: Word[] = [];
  for (const run of knownRuns(reading)) {
    for (const word of wordsOfRun(text, reading, run)) {
      words.push(word);
      if (words.length % sliceWords === 0) {
        yield;
      }
    }
  }
  const bits = new Float64Array(words.length);
  const bitsBow = new Float64Array(words.length);
  for (const [index, word] of words.entries()) {
    const sum = sumOfBits(reading, word);
    bits[index] = sum;
    bitsBow[index] = sum + boundaryBits(reading, word);
    if (index % sliceWords === 0) {
      yield;
    }
  }
  return {
    starts: Uint32Array.from(words, ({ start }) => start),
    ends: Uint32Array.from(words, ({ end }) => end),
    firstTokens: Uint32Array.from(words, ({ firstToken }) => firstToken),
    endTokens: Uint32Array.from(words, ({ endToken }) => endToken),
    bits,
    bitsBow,
  };
}

function* wordsOfRun(
  text: string,
  { columns, known }: TextReading,
  [first, last]: readonly [number, number],
): Generator<Word> {
  const { starts, ends } = columns;
  const nonSpace = /\S+/g;
  // What goes before the run is not known: its first word may have begun there.
  let whole = first === 0;
  nonSpace.lastIndex = whole ? 0 : (starts[first] ?? 0);
  const limit = ends[last - 1] ?? 0;
  let next = first;
  for (let match = nonSpace.exec(text); match; match = nonSpace.exec(text)) {
    const start = match.index;
    const end = start + match[0].length;
    if (start >= limit) {
      return;
    }
    const firstToken = next;
    while (next < last && (starts[next] ?? 0) < end) {
      next++;
    }
    if (next === last && last < known.length) {
      return;
    }
    if (whole && next > firstToken) {
      yield { start, end, firstToken, endToken: next };
    }
    whole = true;
  }
}

function sumOfBits({ columns }: TextReading, { firstToken, endToken }: Word): number {
  let sum = 0;
  for (let token = firstToken; token < endToken; token++) {
    sum -= columns.logProbs[token] ?? Number.NaN;
  }
  return sum / Math.LN2;
}

/** − log2 P(B after) + log2 P(B before), the latter where the word was reached over whitespace. */
function boundaryBits(reading: TextReading, { firstToken, endToken }: Word): number {
  const { logBoundaries } = reading.columns;
  const after =
    endToken < logBoundaries.length ? (logBoundaries[endToken] ?? 0) : reading.boundaryAfter;
  const before =
    firstToken > 0 && hasLeadingSpace(reading, firstToken) ? (logBoundaries[firstToken] ?? 0) : 0;
  return (before - after) / Math.LN2;
}
