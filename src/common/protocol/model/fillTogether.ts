import { RequestType } from 'vscode-jsonrpc';
import type { NumberRange } from '../../numbers';
import type { CandidateFilter } from './candidateFilter';
import type { ModelRun, RunFacts } from './run';

export const fillTogetherLimits = {
  /** Fillings that the search keeps at each step; 1 fills the most confident mask first. */
  beamWidth: { minimum: 1, maximum: 50, integer: true },
} as const satisfies Record<string, NumberRange>;
/** Masks that are filled together at most. */
export const maxMasksTogether = 20;

export interface FillTogetherParams extends ModelRun {
  /** Holds the model's mask token once or more. */
  readonly text: string;
  readonly focus?: number;
  readonly beamWidth: number;
  readonly filter?: CandidateFilter;
}

/**
 * One way to fill all masks, with three scores in nats, none of which is a joint probability
 * (measures: joint filling).
 */
export interface Filling {
  /** A token for each mask, in the order of the text. */
  readonly ids: readonly number[];
  readonly texts: readonly string[];
  /** Indexes of the masks, the first filled first: the order that `sequential` is of. */
  readonly order: readonly number[];
  /** Σ_i ln p(w_i | all masks). */
  readonly independent: number;
  /** Σ_k ln p(w_π(k) | earlier ones filled, the rest masked). */
  readonly sequential: number;
  /** Σ_i ln p(w_i | all other masks filled). */
  readonly pll: number;
}

export interface FillTogetherResult {
  /** UTF-16 offsets of the masks that were filled, in the order of the text. */
  readonly masks: readonly { readonly start: number; readonly end: number }[];
  /** Masks in the whole text, filled or not. */
  readonly maskCount: number;
  /** At most `beamWidth`, the one with the highest `pll` first. */
  readonly fillings: readonly Filling[];
  readonly tokens: number;
  readonly window: { readonly start: number; readonly end: number } | null;
  readonly facts: RunFacts;
}

/** Fills all masks of a text together. `NoMask`, `TooManyMasks`, `InvalidParameter`. */
export const fillTogether = new RequestType<FillTogetherParams, FillTogetherResult, unknown>(
  'fillMask/together',
);
