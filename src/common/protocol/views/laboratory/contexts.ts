/** Which contexts a model had. */
export type ContextKind = 'both' | 'left' | 'causal';

export interface ContextsForm {
  /** Candidates of each column. */
  readonly topK: number;
}

export interface ContextCandidate {
  readonly text: string;
  readonly token: string;
  readonly probability: number;
  readonly logProb: number;
  /** It is the true word, written as a single token. */
  readonly hit: boolean;
}

/** One model with one context. */
export interface ContextColumn {
  readonly kind: ContextKind;
  /** Index into the state's models. */
  readonly model: number;
  readonly candidates: readonly ContextCandidate[];
  /** Of the true word: Σ ln p of its tokens; null without a score. */
  readonly logProb: number | null;
  /** Of its only token; null for several. */
  readonly rank: number | null;
  readonly tokens: readonly string[];
  readonly ids: readonly number[];
  readonly scoring: string;
}

export interface ContextsView {
  readonly before: string;
  readonly word: string;
  readonly after: string;
  readonly columns: readonly ContextColumn[];
}
