import type { CausalWord } from '../../../measures/causalWords';
import type { ReadToken } from '../../model/surprisal';

export interface SurprisalForm {
  /** `selection`: the selection, else the paragraph around the cursor. */
  readonly unit: 'selection' | 'document';
  /** Whether the model reads its end-of-text token first; without it the first token has no value. */
  readonly start: 'token' | 'none';
  /** What the colours show: GLTR's buckets of ranks, or bits in five steps. */
  readonly colors: SurprisalColors;
}
export type SurprisalColors = 'ranks' | 'bits';

/** Sums over the tokens that have a value. */
export interface SurprisalSummary {
  readonly scored: number;
  /** exp(Σ NLL / scored tokens); null when none was scored. */
  readonly perplexity: number | null;
  /** Σ surprisal in bits. */
  readonly bits: number;
  /** Of the text of the scored tokens. */
  readonly codePoints: number;
  readonly bytes: number;
  /** Tokens in each bucket of ranks, see `rankBounds`. */
  readonly buckets: readonly number[];
  /** Tokens in each bin of ranks, see `histogramBounds`. */
  readonly histogram: readonly number[];
}

export interface SurprisalView {
  /** Names the document in exports. */
  readonly docId: string;
  readonly text: string;
  /** UTF-16 offset of the text in the document, and the same in code points. */
  readonly start: number;
  readonly codePointStart: number;
  readonly tokens: readonly ReadToken[];
  readonly words: readonly CausalWord[];
  readonly summary: SurprisalSummary;
  readonly startToken: boolean;
  readonly colors: SurprisalColors;
  readonly contextLength: number;
  /** Windows that were read, and the tokens from one to the next. */
  readonly windows: number;
  readonly stride: number;
}
