import { RequestType } from 'vscode-jsonrpc';
import type { ModelRun, RunFacts } from './run';

/** One value for each of the two prompts. */
export type Two<T> = readonly [T, T];

export interface ContextShiftParams extends ModelRun {
  /** Either may be empty: only the start token is read then. */
  readonly prompts: Two<string>;
  /** Texts that could come next, each with the whitespace that leads to it. */
  readonly continuations: readonly string[];
  /** Tokens told of each distribution. */
  readonly topK: number;
}

/** A next token, with its values after each prompt. */
export interface ShiftCandidate {
  readonly id: number;
  /** The vocabulary's own string. */
  readonly token: string;
  /** As it would be written, without the space that it begins with. */
  readonly text: string;
  readonly logProbs: Two<number>;
  /** 1 + number of tokens with a larger logit. */
  readonly ranks: Two<number>;
}

export interface ShiftToken {
  readonly id: number;
  readonly token: string;
  /** ln p given the prompt and the tokens before it. */
  readonly logProbs: Two<number>;
}

/** A continuation, scored after both prompts. */
export interface ShiftContinuation {
  readonly text: string;
  /**
   * Null without a score: written in, it changes the tokens before it, or has other tokens after each
   * prompt.
   */
  readonly tokens: readonly ShiftToken[] | null;
}

export interface ContextShiftResult {
  /** What was read of each prompt, the start token included. */
  readonly ids: Two<readonly number[]>;
  /** Tokens further left that did not fit in the context. */
  readonly dropped: Two<number>;
  /** The {@link ContextShiftParams.topK} most likely tokens of each prompt, each once. */
  readonly candidates: readonly ShiftCandidate[];
  /** Between the two next-token distributions, over the whole vocabulary: from 0 to 1. */
  readonly jsdBits: number;
  readonly entropyBits: Two<number>;
  /** In the order of {@link ContextShiftParams.continuations}. */
  readonly continuations: readonly ShiftContinuation[];
  readonly facts: RunFacts;
}

/**
 * What a causal model expects after two prompts. `TooLong` for a continuation of more than half the
 * context, `Cancelled`.
 */
export const contextShift = new RequestType<ContextShiftParams, ContextShiftResult, unknown>(
  'contextShift/run',
);
