import { RequestType } from 'vscode-jsonrpc';
import type { CandidateFilter } from './candidateFilter';
import type { Candidate } from './fillMask';
import type { ModelRun, RunFacts } from './run';

/** How a target of several pieces is scored (measures: masked models). */
export type TargetScoring = 'single_only' | 'pll_l2r' | 'all_masked';
export const targetScorings: readonly TargetScoring[] = ['pll_l2r', 'all_masked', 'single_only'];

/** Why a target has no score, or what is to be known of its score. */
export type TargetProblem =
  /** A token of it is not in the vocabulary. */
  | 'oov'
  /** It has several pieces, and only single ones are scored. */
  | 'pieces'
  /** Written in, it changes the tokens beside it: it would not be the same sentence. */
  | 'neighbours'
  /** The tokenizer leaves nothing of it. */
  | 'nothing'
  /** It is punctuation only: scored like any other. */
  | 'punctuation';

export interface TargetsParams extends ModelRun {
  /** Holds the model's mask token at the gap. */
  readonly text: string;
  /** UTF-16 offset of the gap: the mask nearest to it. Other masks stay masks. */
  readonly focus: number;
  /** Words, from 1 to 1,000. */
  readonly targets: readonly string[];
  readonly scoring: TargetScoring;
  /** UTF-16 range of the attribute in `text`, apart from the gap. */
  readonly attribute: { readonly start: number; readonly end: number } | null;
  /** Most likely tokens at the gap to answer beside the targets; 0 for none. */
  readonly topK: number;
  readonly filter?: CandidateFilter;
}

export interface TargetScore {
  readonly target: string;
  readonly ids: readonly number[];
  readonly tokens: readonly string[];
  readonly scoring: TargetScoring;
  /** Natural logarithm; NaN where there is no score. */
  readonly logProb: number;
  /** 1 + number of tokens with a larger logit; 0 for several pieces and where there is no score. */
  readonly rank: number;
  /** ln P with every token of the attribute masked; NaN without an attribute or score. */
  readonly logProbPrior: number;
  readonly problem: TargetProblem | null;
}

export interface TargetsResult {
  readonly targets: readonly TargetScore[];
  readonly candidates: readonly Candidate[];
  /** Tokens that the attribute has; 0 without one. */
  readonly attributeTokens: number;
  /** Tokens given to the model for a target of one piece. */
  readonly tokens: number;
  /** UTF-16 range of `text` that the model saw; null when it saw all. */
  readonly window: { readonly start: number; readonly end: number } | null;
  readonly facts: RunFacts;
}

/**
 * How likely words are at a gap, and how much an attribute of the sentence makes them so.
 * `NoMask`, `InvalidParameter`, `AttributeOutside` when the model did not see the attribute.
 */
export const scoreTargets = new RequestType<TargetsParams, TargetsResult, unknown>('targets/run');
