import type { NumberRange } from '../numbers';

/**
 * Ranges of the sampling parameters, checked by the form, by the host and again by the worker, which
 * takes the upper bounds of `maxNewTokens` and `topK` from the model (`checkSampling`).
 */
export const samplingLimits = {
  /** One position of GPT-2's bundled context of 512 is left for the prompt. */
  maxNewTokens: { minimum: 1, maximum: 511, integer: true },
  repetitionPenalty: { minimum: 0.1, maximum: 10 },
  /** 0 is off; a longer repeat is rare in a context. */
  noRepeatNgramSize: { minimum: 0, maximum: 20, integer: true },
  /** At 0.01 a logit smaller by 0.5 is e^50 times less likely: greedy for all purposes. */
  temperature: { minimum: 0.01, maximum: 10 },
  /** GPT-2's vocabulary; 0 is off. */
  topK: { minimum: 0, maximum: 50_257, integer: true },
  /** Above 0, where only the most likely token is left long before; 1 is off. */
  topP: { minimum: 1e-6, maximum: 1 },
  /** 0 is off; at 1 only tokens as likely as the most likely one are left. */
  minP: { minimum: 0, maximum: 1 },
  seed: { minimum: 0, maximum: 0xffff_ffff, integer: true },
} as const satisfies Record<string, NumberRange>;

/** Ranges of a beam search. */
export const beamLimits = {
  /** Each beam is a row of the batch with a cache of its own. */
  numBeams: { minimum: 1, maximum: 16, integer: true },
  /** 0 compares sums of ln p, 1 means of it; far beyond that only the length counts. */
  lengthPenalty: { minimum: -5, maximum: 5 },
} as const satisfies Record<string, NumberRange>;

/** At most this many stop strings, of 1 to this many UTF-16 units each. */
export const stopLimits = { count: 8, length: 100 } as const;
