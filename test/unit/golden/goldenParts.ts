export type GoldenMatrix = readonly (readonly number[])[];

export interface GoldenToken {
  readonly id: number;
  readonly token: string;
  readonly log_prob: number;
}

export interface GoldenTarget {
  readonly word: string;
  /** Empty for a word outside the vocabulary and for one that changes its neighbours' tokens. */
  readonly ids: readonly number[];
  readonly oov: boolean;
  readonly changes_neighbours: boolean;
  /** Of a word of one piece; other masks of the sentence stay masked. */
  readonly log_prob?: number;
  readonly rank?: number;
  /** Of a word of several pieces. */
  readonly pll_l2r?: number;
  readonly all_masked?: number;
}

export interface GoldenPll {
  /** Of the scored tokens, in order. */
  readonly log_probs: readonly number[];
  readonly sum: number;
  readonly pseudo_perplexity: number;
}

export interface GoldenNextSentence {
  readonly ids: readonly number[];
  readonly type_ids: readonly number[];
  /** Is next, is not. */
  readonly logits: readonly number[];
  readonly logit_difference: number;
  readonly p_is_next: number;
}

export interface GoldenVector {
  readonly text: string;
  /** The first eight of 768 numbers. */
  readonly first: readonly number[];
  readonly norm: number;
}

export interface GoldenLabel {
  readonly logits: readonly number[];
  readonly probabilities: readonly number[];
  readonly label: string;
  /** Of the label. */
  readonly p: number;
}
