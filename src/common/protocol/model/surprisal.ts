import { RequestType } from 'vscode-jsonrpc';
import type { ModelRun, RunFacts } from './run';

export interface SurprisalParams extends ModelRun {
  readonly text: string;
  /** Whether the end-of-text token goes before the text; without it the first token has no value. */
  readonly startToken: boolean;
}

/** A token that a causal model expected. */
export interface ExpectedText {
  /** What it would write, the whitespace before it included; parts of characters show as U+FFFD. */
  readonly text: string;
  readonly logProb: number;
}

/** A token of the text as a causal model reads it. */
export interface ReadToken {
  /** The vocabulary's own string. */
  readonly token: string;
  readonly id: number;
  /** UTF-16 offsets in the text, as the tokenizer gives them: GPT-2's with the whitespace before a word. */
  readonly start: number;
  readonly end: number;
  /** Whether its bytes begin with whitespace. */
  readonly leadingSpace: boolean;
  /** ln p(x_t | x_<t); null, as all that follows, for the first token of a text without a start token. */
  readonly logProb: number | null;
  /** 1 + tokens with a larger logit. */
  readonly rank: number | null;
  /** Entropy of the distribution before the token is seen, in bits. */
  readonly entropy: number | null;
  /** ln P(B) before the token: B are the tokens that begin with whitespace, and the end of the text. */
  readonly logBoundary: number | null;
  /** The five likeliest tokens there, likeliest first. */
  readonly expected: readonly ExpectedText[];
  /** The first of these as the vocabulary writes it. */
  readonly top1: string | null;
  /** Tokens that the model saw before it, the start token included. */
  readonly context: number;
}

export interface SurprisalResult {
  readonly tokens: readonly ReadToken[];
  /** ln P(B | the whole text). */
  readonly boundaryAfter: number;
  /** Windows that were read. */
  readonly windows: number;
  /** Tokens from the start of one window to that of the next. */
  readonly stride: number;
  readonly facts: RunFacts;
}

/**
 * How a causal model reads a text (measures: causal models), long texts by a sliding window. `EmptyText`,
 * `TooLong` for more than 10,000 tokens.
 */
export const surprisal = new RequestType<SurprisalParams, SurprisalResult, unknown>(
  'surprisal/run',
);
