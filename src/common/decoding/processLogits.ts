import type { SamplingParams } from '../protocol/model/completion';
import { cut, minPCandidates, topKCandidates, topPCandidates, type Candidates } from './candidates';
import { minPSize } from './minP';
import { forbidRepeatedNgrams } from './noRepeatNgram';
import type { Reading } from './readLogits';
import { applyRepetitionPenalty } from './repetitionPenalty';
import { nucleusSize } from './topP';

/** The parameters that shape one step, in the order in which they are applied. */
export type StepParams = Pick<
  SamplingParams,
  'greedy' | 'repetitionPenalty' | 'noRepeatNgramSize' | 'temperature' | 'topK' | 'topP' | 'minP'
>;

/** Prompt and text so far. */
export interface TextSoFar {
  /** In order. */
  readonly ids: readonly number[];
  /** Each once. */
  readonly seen: ReadonlySet<number>;
}

/** Applies the processors that change logits, in place: repetition penalty, then no-repeat n-gram. */
export function processLogits(
  logits: Float32Array,
  { ids, seen }: TextSoFar,
  { repetitionPenalty, noRepeatNgramSize }: StepParams,
): void {
  applyRepetitionPenalty(logits, seen, repetitionPenalty);
  forbidRepeatedNgrams(logits, ids, noRepeatNgramSize);
}

export function changesLogits({
  repetitionPenalty,
  noRepeatNgramSize,
}: Pick<StepParams, 'repetitionPenalty' | 'noRepeatNgramSize'>): boolean {
  return repetitionPenalty !== 1 || noRepeatNgramSize > 0;
}

/** What each processor that cuts leaves, likeliest first; null while nothing has been cut. */
export interface KeptCandidates {
  readonly afterTopK: Candidates | null;
  readonly afterTopP: Candidates | null;
  /** After min-p: what is drawn from. */
  readonly kept: Candidates | null;
}

/**
 * Applies temperature and the processors that cut: top-k, top-p, min-p.
 * @param logits after {@link processLogits}.
 * @param reading of these same logits, where they were read before.
 */
export function keepCandidates(
  logits: Float32Array,
  { temperature, topK, topP, minP }: StepParams,
  reading: Reading | null,
): KeptCandidates {
  const afterTopK = topK > 0 ? topKCandidates(logits, temperature, topK, reading) : null;
  // At 1 it is off: a sum can round to the whole before the last of its terms.
  const afterTopP =
    topP === 1
      ? afterTopK
      : afterTopK !== null
        ? cut(afterTopK, nucleusSize(afterTopK.weights, afterTopK.total, topP))
        : topPCandidates(logits, temperature, topP);
  const kept =
    minP === 0
      ? afterTopP
      : afterTopP !== null
        ? cut(afterTopP, minPSize(afterTopP.weights, minP))
        : minPCandidates(logits, temperature, minP);
  return { afterTopK, afterTopP, kept };
}
