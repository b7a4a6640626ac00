import { RequestType } from 'vscode-jsonrpc';
import type { TextPlace, TokenChoice } from './completion';
import type { ModelRun, RunFacts } from './run';

export type NextStepParams = ModelRun & TextPlace;

/** The distribution of the next token, whole, so that the processors can be applied to it anywhere. */
export interface NextStepResult {
  /** The model's own, float32 [vocabulary]: what `redistribute` (common/decoding) takes. */
  readonly logits: Float32Array;
  /** What the model read, in order: the penalties look at it. */
  readonly ids: readonly number[];
  /**
   * Texts by id of every token that can be among the {@link shownCandidates} most likely ones, whatever
   * the processors: [id, text].
   */
  readonly texts: readonly (readonly [number, string])[];
  readonly facts: RunFacts;
}

/** How many of the most likely tokens a view can show. */
export const shownCandidates = 50;

/**
 * The next token's distribution at a place. The cache of the last run is used as by `prefix`, and serves
 * the next run. `EmptyText`, `InvalidParameter`, `Cancelled`, `NotNumbers`, `OutOfMemory`.
 */
export const nextStep = new RequestType<NextStepParams, NextStepResult, unknown>(
  'completion/nextStep',
);

export interface GuessParams extends NextStepParams {
  /** What may come next, with the space that leads to it, if one does. */
  readonly guess: string;
}

export interface GuessResult {
  /** The guess's tokens, each with its ln p given the place and the tokens before it. */
  readonly tokens: readonly TokenChoice[];
  /** Σ ln p of them. */
  readonly logProb: number;
  /** 1 + tokens with a larger logit than the first of them. */
  readonly rankFirst: number;
  /** The likeliest token there. */
  readonly best: TokenChoice;
  readonly facts: RunFacts;
}

/** How likely a guess is at a place; otherwise as {@link nextStep}. `TooLong` for more than 64 tokens. */
export const scoreGuess = new RequestType<GuessParams, GuessResult, unknown>('completion/guess');
