/** Which tokens may be candidates. Probabilities and ranks stay those of the whole vocabulary. */
export interface CandidateFilter {
  /** Only tokens that begin a word: no pieces such as `##ing`. */
  readonly wholeWords: boolean;
  /** No tokens of punctuation and symbols only. */
  readonly noPunctuation: boolean;
  /** Only these words; null for all. */
  readonly words: readonly string[] | null;
}

/** Every token may be a candidate. */
export const noFilter: CandidateFilter = { wholeWords: false, noPunctuation: false, words: null };

export function filters({ wholeWords, noPunctuation, words }: CandidateFilter): boolean {
  return wholeWords || noPunctuation || words !== null;
}
