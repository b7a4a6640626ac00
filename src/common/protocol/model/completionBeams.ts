import { ProgressType, RequestType } from 'vscode-jsonrpc';
import type { CompletionParams, CompletionProgress, CompletionResult } from './completion';

/** How a beam search goes; the terms are those of transformers' `generate`. */
export interface BeamParams {
  /** Texts that go on side by side. */
  readonly numBeams: number;
  /** A text of n tokens has the score Σ ln p / n^lengthPenalty: above 0 long ones gain, below 0 short ones. */
  readonly lengthPenalty: number;
  /**
   * When to stop, once `numBeams` texts have ended. True: at once. False: when the best open one has no
   * better score, were it to end as it is. `never`: when it can reach none at any length.
   */
  readonly earlyStopping: boolean | 'never';
  /** How many of the best are wanted (transformers: `num_return_sequences`); at most `numBeams`. */
  readonly numReturn: number;
}

export interface CompletionBeamsParams extends Omit<CompletionParams, 'progress'> {
  readonly beams: BeamParams;
  /** As of `CompletionSamplesParams`. */
  readonly batch?: boolean;
  /** Absent: nothing is reported. */
  readonly progress?: string;
}

export type BeamProgress =
  | Extract<CompletionProgress, { readonly kind: 'loading' | 'prompt' }>
  | {
      readonly kind: 'beams';
      /** Tokens that each open text has. */
      readonly length: number;
      /** The open texts as they are now, likeliest first: later ones may go on from others. */
      readonly texts: readonly string[];
    };
export const beamProgress = new ProgressType<BeamProgress>();

/** A text that was found; nothing in it was drawn, so `sampledLogProb` of its tokens is 0. */
export interface BeamResult extends CompletionResult {
  /**
   * Σ ln p of its tokens and of the end token, if one came. As in transformers the repetition penalty
   * and no-repeat n-gram are applied to each ln p, and nothing is normalised again after them.
   */
  readonly sumLogProb: number;
  /** Σ ln p / n^lengthPenalty, n with the end token: the best has the largest. */
  readonly score: number;
}

/**
 * Beam search (as `BeamSearchScorer` of transformers 4): of the sampling parameters it uses
 * `maxNewTokens`, `stop`, `repetitionPenalty` and `noRepeatNgramSize`; a text ends at a stop string as at
 * an end token. A cancelled request answers with the best there are. Errors are those of `complete`.
 */
export const completeBeams = new RequestType<CompletionBeamsParams, readonly BeamResult[], unknown>(
  'completion/beams',
);
