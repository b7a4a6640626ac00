import { RequestType } from 'vscode-jsonrpc';
import type { ModelRun, RunFacts } from './run';

/** One value for each of the two prompts. */
export type Two<T> = readonly [T, T];

export interface ContextShiftParams extends ModelRun {
  /** Either may be empty: only the start token is read then. */
  readonly prompts: Two<string>;
  /** Text that could come next, with the whitespace that leads to it; empty for none. */
  readonly continuation: string;
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
  /** Tokens of the continuation; null when it cannot be scored: see {@link changesLeft}. */
  readonly continuation: readonly ShiftToken[] | null;
  /** Written in, the continuation changes the tokens before it, or has other tokens after each prompt. */
  readonly changesLeft: boolean;
  readonly facts: RunFacts;
}

/**
 * What a causal model expects after two prompts. `TooLong` for a continuation of more than half the
 * context, `Cancelled`.
 */
export const contextShift = new RequestType<ContextShiftParams, ContextShiftResult, unknown>(
  'contextShift/run',
);
