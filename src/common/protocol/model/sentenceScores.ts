import { RequestType } from 'vscode-jsonrpc';
import type { PllKind } from '../../measures/pseudoLogLikelihood';
import type { ModelRun, RunFacts } from './run';

export interface SentenceScoresParams extends ModelRun {
  /** At least one; each is scored alone. */
  readonly texts: readonly string[];
  readonly kind: PllKind;
  /** Indexes into `texts` of pairs that are compared by the tokens that both share. */
  readonly pairs: readonly (readonly [number, number])[];
}

/** A token that the model expected. */
export interface ExpectedToken {
  /** The vocabulary's own string. */
  readonly token: string;
  readonly logProb: number;
}

/** A scored token; special tokens are not scored. */
export interface ScoredToken {
  /** The vocabulary's own string. */
  readonly token: string;
  readonly id: number;
  /** UTF-16 offsets into its text. */
  readonly start: number;
  readonly end: number;
  /** The tokenizer's word, whose later tokens are hidden too by `word_l2r`. */
  readonly word: number;
  /** Whether it stands for text that the vocabulary does not have. */
  readonly unknown: boolean;
  /** ln p(token | the text with it, and for `word_l2r` the rest of its word, masked). */
  readonly logProb: number;
  /** 1 + number of tokens with a larger logit. */
  readonly rank: number;
  /** The five likeliest tokens there, likeliest first. */
  readonly expected: readonly ExpectedToken[];
}

export interface ScoredText {
  readonly tokens: readonly ScoredToken[];
  /** Tokens that were left out at the end, since the context is full. */
  readonly dropped: number;
  /** Special tokens that are written in the text; they are not scored. */
  readonly special: number;
}

/** A token that both texts of a pair have; each was masked alone. */
export interface SharedToken {
  /** Index among the scored tokens of each text. */
  readonly first: number;
  readonly second: number;
  /** ln p in each text. */
  readonly logProbs: readonly [number, number];
}

export interface SentenceScoresResult {
  /** One for each text. */
  readonly texts: readonly ScoredText[];
  /** For each pair the longest common subsequence of ids, as CrowS-Pairs has it (Nangia et al. 2020). */
  readonly pairs: readonly (readonly SharedToken[])[];
  readonly facts: RunFacts;
}

/**
 * Pseudo-log-likelihoods of texts by token (measures: masked models). `EmptyText`, `TooLong` for more
 * than 20,000 tokens in all.
 */
export const sentenceScores = new RequestType<SentenceScoresParams, SentenceScoresResult, unknown>(
  'sentenceScores/run',
);
