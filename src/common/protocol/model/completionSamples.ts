import { RequestType } from 'vscode-jsonrpc';
import type { NumberRange } from '../../numbers';
import type { CompletionParams, CompletionResult } from './completion';

/** How many samples of one prompt may be asked for. */
export const samplesRange = {
  minimum: 1,
  maximum: 8,
  integer: true,
} as const satisfies NumberRange;

export interface CompletionSamplesParams extends Omit<CompletionParams, 'progress'> {
  readonly samples: number;
  /**
   * Whether each step of all samples is one run of the model, which is faster. Absent: where a row's
   * numbers do not depend on the rows beside it, which is certain of fp32 only. Elsewhere the samples are
   * stepped in turn, so that each is the text that its seed gives alone.
   */
  readonly batch?: boolean;
  /** Absent: nothing is reported. */
  readonly progress?: string;
}

/**
 * Several texts for one prompt, which is read once; they grow side by side and are reported so
 * (`CompletionProgress`, `sample`). Sample k has the seed {@link sampleSeed}. A cancelled request answers
 * with what each sample has.
 */
export const completeSamples = new RequestType<
  CompletionSamplesParams,
  readonly CompletionResult[],
  unknown
>('completion/samples');

/** Seed of sample k, from 0: one more than that of the sample before, modulo 2^32. */
export function sampleSeed(seed: number, k: number): number {
  return (seed + k) >>> 0;
}
