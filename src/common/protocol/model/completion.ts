import { ProgressType, RequestType } from 'vscode-jsonrpc';
import type { ModelRef } from './models';

/** How to choose tokens. Processors are applied in the order of these fields, from repetitionPenalty on. */
export interface SamplingParams {
  readonly maxNewTokens: number;
  /** Takes the most likely token after the first two processors; the others are not used. */
  readonly greedy: boolean;
  /** Seed of xoroshiro128+ (pure-rand); an unsigned 32-bit integer. */
  readonly seed: number;
  /** Stops when the text ends in one of these, which stays out of the text. */
  readonly stop: readonly string[];
  /** 1 is off (Keskar et al. 2019, as in transformers). */
  readonly repetitionPenalty: number;
  /** n: no n-gram of prompt and text comes twice. 0 is off (Paulus et al. 2017, as in transformers). */
  readonly noRepeatNgramSize: number;
  readonly temperature: number;
  /** 0 is off. */
  readonly topK: number;
  /** 1 is off; keeps the token that crosses p. */
  readonly topP: number;
  /** Keeps tokens of at least this share of the largest probability (Nguyen et al. 2024); 0 is off. */
  readonly minP: number;
}

/**
 * What of the last run's key-value cache a run may use. `same`: a prompt that was read in one run, from
 * its first token to its last, so that every number is that of a run which begins anew. `prefix`: also
 * the part of the prompt that the cache holds, by whatever runs it came there. That begins at once, but
 * shapes of runs differ, and with them last digits: some 0.1 in a logit of the bundled GPT-2, whose
 * activations are quantised, so that another token can be chosen.
 */
export type CacheReuse = 'same' | 'prefix';

/** A place in a text, before its next token. */
export interface TextPlace {
  readonly prompt: string;
  /**
   * Ids that were generated behind the prompt before, appended to it as they are: their text, encoded
   * again, may give other ids. So a text goes on, or branches, exactly where it was.
   */
  readonly prefixIds?: readonly number[];
}

export interface CompletionParams extends TextPlace {
  readonly model: ModelRef;
  /** With `prefixIds` the draws go on too: a text in two parts is that of one run with the same seed. */
  readonly sampling: SamplingParams;
  /** Absent: the whole prompt is read. */
  readonly reuse?: CacheReuse;
  /** Generated tokens are reported under this token as they come. */
  readonly progress: string;
}

export interface TokenChoice {
  readonly id: number;
  readonly text: string;
  /** Natural logarithm, model's own distribution: temperature 1, before any processing. */
  readonly logProb: number;
}

export interface GeneratedToken extends TokenChoice {
  /** Position among the generated tokens, from 0. */
  readonly index: number;
  /** Natural logarithm of the probability with which it was drawn, after all processing; 0 when greedy. */
  readonly sampledLogProb: number;
  /** The model's own five most likely tokens here. */
  readonly alternatives: readonly TokenChoice[];
  /** Text that became certain with this token: bytes of an unfinished character wait for the next. */
  readonly chunk: string;
}
export type CompletionProgress =
  | { readonly kind: 'loading'; readonly stage: 'verifying' | 'loading' | 'ready' }
  | {
      readonly kind: 'prompt';
      readonly promptTokens: number;
      readonly droppedPromptTokens: number;
      /** What the model reads, after trimming. */
      readonly usedFrom: number;
      /**
       * The text of `prefixIds` that is certain before the next token: what could become a stop string,
       * or is no whole character yet, comes with the chunks of the tokens.
       */
      readonly prefixText: string;
    }
  | {
      readonly kind: 'tokens';
      /** Which of the samples goes on, from 0; 0 in a run of one. */
      readonly sample: number;
      readonly tokens: readonly GeneratedToken[];
    };
export const completionProgress = new ProgressType<CompletionProgress>();

export type StopReason = 'length' | 'end' | 'stop' | 'cancelled';

export interface CompletionResult {
  /** The generated text, that of `prefixIds` left out: the chunks joined, without the stop string. */
  readonly text: string;
  readonly tokens: readonly GeneratedToken[];
  readonly stopReason: StopReason;
  /** Tokens that the model read, `prefixIds` among them. */
  readonly promptTokens: number;
  /** How many of them the key-value cache of the last run held. */
  readonly cachedPromptTokens: number;
  /** Tokens left out at the start of the prompt, to fit the context. */
  readonly droppedPromptTokens: number;
  readonly millisecondsToFirstToken: number;
  /** From the request to the last token, loading not included. */
  readonly milliseconds: number;
  readonly model: string;
  readonly precision: string;
  readonly revision: string;
  readonly seed: number;
  readonly generator: string;
}
/**
 * Runs the decode loop. A cancelled run answers with what it has and `stopReason` `cancelled`
 * (the caller is settled at once by the host and does not wait for that).
 */
export const complete = new RequestType<CompletionParams, CompletionResult, unknown>(
  'completion/run',
);
