import { RequestType } from 'vscode-jsonrpc';
import type { Candidate } from './fillMask';
import type { ModelRun, RunFacts } from './run';

export interface NextTokenParams extends ModelRun {
  /** Text before the gap; may be empty. */
  readonly left: string;
  /** What stands in the gap, with the whitespace that leads to it. */
  readonly target: string;
  readonly topK: number;
}

export interface NextTokenResult {
  readonly candidates: readonly Candidate[];
  readonly ids: readonly number[];
  readonly tokens: readonly string[];
  /** Σ ln p of the target's tokens, each given what stands before it; NaN when it has no score. */
  readonly logProb: number;
  /** Rank of its first token. */
  readonly rankFirst: number;
  /** Written in, it changes the tokens before it: it has no score. */
  readonly changesLeft: boolean;
  /** Tokens read before the gap, the start token included. */
  readonly contextTokens: number;
  /** Tokens of the text further left that did not fit in the context. */
  readonly dropped: number;
  readonly facts: RunFacts;
}

/** How likely a causal model finds a text next (measures: x_0 is the start token). */
export const nextToken = new RequestType<NextTokenParams, NextTokenResult, unknown>(
  'nextToken/run',
);
