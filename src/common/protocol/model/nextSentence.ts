import { RequestType } from 'vscode-jsonrpc';
import type { ModelRun, RunFacts } from './run';

export interface NextSentenceParams extends ModelRun {
  /** Pairs of texts, at least one. */
  readonly pairs: readonly { readonly first: string; readonly second: string }[];
}

/** One order of a pair. */
export interface NextSentenceScore {
  /** P(is next) = softmax(logits)[0], from 0 to 1. */
  readonly probability: number;
  /** Logit of "is next" minus logit of "is not", which does not saturate. */
  readonly logitDifference: number;
  /** Tokens of the pair, special tokens included. */
  readonly tokens: number;
}

export interface NextSentenceResult {
  /** For each pair: in the order given, and with the two texts exchanged. */
  readonly pairs: readonly {
    readonly given: NextSentenceScore;
    readonly exchanged: NextSentenceScore;
  }[];
  readonly facts: RunFacts;
}

/**
 * How likely the second text follows the first, by the model's next-sentence head (Devlin et al. 2019).
 * `MissingOutput` for models without one, `EmptyText`, `TooLong` for a pair beyond the context.
 */
export const nextSentence = new RequestType<NextSentenceParams, NextSentenceResult, unknown>(
  'nextSentence/run',
);
