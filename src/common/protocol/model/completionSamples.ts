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
}

/**
 * Several texts for one prompt, which is read once. Sample k has the seed {@link sampleSeed}, and is the
 * text that a run with that seed alone gives. A cancelled request answers with the samples it has, the
 * last of which may be cut.
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
