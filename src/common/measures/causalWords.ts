import type { ReadToken } from '../protocol/model/surprisal';
import { surprisalBits } from './causal';

/** A word: a maximal run of non-whitespace. */
export interface CausalWord {
  /** UTF-16 offsets in the text. */
  readonly start: number;
  readonly end: number;
  /** Its tokens, the end exclusive; tokens of whitespace alone belong to the next word. */
  readonly firstToken: number;
  readonly endToken: number;
  /** Σ surprisal of its tokens in bits; null when one of them has none. */
  readonly bits: number | null;
  /**
   * The same with the probability of the boundary moved to the word that it ends: − log2 P(B | text up to
   * and with the word) + log2 P(B | text before it); the last term is left out for the first word and
   * for a word whose first token has no leading whitespace (Oh & Schuler 2024; Pimentel & Meister 2024).
   */
  readonly bitsBow: number | null;
}

/**
 * The words of a text with their surprisals (measures: causal models). Whitespace at the end of the text
 * belongs to no word.
 * @param boundaryAfter ln P(B | the whole text).
 */
export function causalWords(
  text: string,
  tokens: readonly ReadToken[],
  boundaryAfter: number,
): CausalWord[] {
  const words: CausalWord[] = [];
  let next = 0;
  for (const { index: start, 0: run } of text.matchAll(/\S+/g)) {
    const end = start + run.length;
    const firstToken = next;
    while (next < tokens.length && (tokens[next]?.start ?? 0) < end) {
      next++;
    }
    const own = tokens.slice(firstToken, next);
    if (own.length > 0) {
      const bits = sumOfBits(own);
      const after = tokens[next]?.logBoundary ?? boundaryAfter;
      const bitsBow = bits === null ? null : bits + boundaryBits(own, firstToken > 0, after);
      words.push({ start, end, firstToken, endToken: next, bits, bitsBow });
    }
  }
  return words;
}

function sumOfBits(tokens: readonly ReadToken[]): number | null {
  return tokens.reduce<number | null>(
    (sum, { logProb }) => (sum === null || logProb === null ? null : sum + surprisalBits(logProb)),
    0,
  );
}

/** − log2 P(B after) + log2 P(B before), the latter where the word was reached over whitespace. */
function boundaryBits([first]: readonly ReadToken[], inText: boolean, after: number): number {
  const before = inText && first?.leadingSpace === true ? (first.logBoundary ?? 0) : 0;
  return (before - after) / Math.LN2;
}
