import { RequestType } from 'vscode-jsonrpc';
import type { Two } from './contextShift';
import type { ModelRef } from './models';
import type { ModelRun, RunFacts } from './run';

export interface CompareModelsParams extends ModelRun {
  /** The model that is compared with; of the same task. */
  readonly other: ModelRef;
  /**
   * The same text as each model is given it: for masked models with a mask of its own, for causal ones
   * what stands before the token that is asked for.
   */
  readonly texts: Two<string>;
  /** UTF-16 offset of the mask that is read; 0 for causal models. */
  readonly focus: number;
  /** Tokens told of each distribution. */
  readonly topK: number;
}

/** A token with its values in both models; null where a model has no such token. */
export interface ComparedToken {
  /** The first model's own string, else the second's. */
  readonly token: string;
  /** As it would be written, without the space that it begins with. */
  readonly text: string;
  readonly ids: Two<number | null>;
  readonly logProbs: Two<number | null>;
  /** 1 + number of tokens with a larger logit. */
  readonly ranks: Two<number | null>;
}

export interface CompareModelsResult {
  /** The {@link CompareModelsParams.topK} most likely tokens of each, each once. */
  readonly tokens: readonly ComparedToken[];
  /** Both are given the same tokens; else there is no divergence, and no largest difference. */
  readonly sameVocabulary: boolean;
  /** D(first ‖ second) and D(second ‖ first), over the whole vocabulary. */
  readonly klBits: Two<number> | null;
  /** Among tokens with ln p > −20 in both. */
  readonly largest: { readonly token: string; readonly difference: number } | null;
  /** The most likely token is written the same. */
  readonly sameTop: boolean;
  /** Median of the runs after the first, of the model alone. */
  readonly runMilliseconds: Two<number>;
  /** Runs that were timed, of each. */
  readonly timedRuns: Two<number>;
  /** Tokens that each model read. */
  readonly readTokens: Two<number>;
  readonly facts: Two<RunFacts>;
}

/**
 * Reads one place with two models. `NoMask`, `EmptyText`, `WrongModelKind`, `Cancelled`, or why a model
 * could not be loaded.
 */
export const compareModels = new RequestType<CompareModelsParams, CompareModelsResult, unknown>(
  'compareModels/run',
);
