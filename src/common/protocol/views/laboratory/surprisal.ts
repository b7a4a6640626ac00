import { RequestType } from 'vscode-jsonrpc';

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

/** What the view gets of a reading; its words it asks for, a page at a time. */
export interface SurprisalView {
  readonly summary: SurprisalSummary;
  readonly colors: SurprisalColors;
  /** Tokens that were read, of all of the text. */
  readonly read: number;
  readonly total: number;
  /** Words that can be asked for. */
  readonly words: number;
}

/** The order of a list of words: the text's, or the highest first. */
export type WordOrder = 'text' | 'bits' | 'bitsBow';

/** A word of a reading. */
export interface WordRow {
  /** Place among the words. */
  readonly index: number;
  readonly text: string;
  /** Null where a token of it has no value. */
  readonly bits: number | null;
  readonly bitsBow: number | null;
  /** Of its first token. */
  readonly entropy: number | null;
  readonly rank: number | null;
  readonly tokens: number;
}

/** Words of a run, as a table asks for them. */
export interface WordPage<Order> {
  readonly run: number;
  readonly order: Order;
  /** Words from the first of the order on. */
  readonly count: number;
}
/** Words of a run; none of a run that is not kept any more. */
export const viewWords = new RequestType<WordPage<WordOrder>, readonly WordRow[], unknown>(
  'laboratory/surprisal/words',
);
