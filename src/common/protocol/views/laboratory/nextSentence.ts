import type { NextSentenceScore } from '../../model/nextSentence';

/** Which pairs a run takes from the text. */
export interface NextSentenceForm {
  /** `pair`: two selections, or the two halves of one; `boundaries`: each sentence with the next one. */
  readonly pairs: 'pair' | 'boundaries';
}

export interface NextSentencePair {
  readonly first: string;
  readonly second: string;
  readonly given: NextSentenceScore;
  readonly exchanged: NextSentenceScore;
}

export interface NextSentenceView {
  readonly pairs: readonly NextSentencePair[];
}
