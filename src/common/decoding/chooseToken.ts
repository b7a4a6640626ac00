import type { Candidates } from './candidates';
import { largest } from './largest';
import {
  changesLogits,
  keepCandidates,
  processLogits,
  type StepParams,
  type TextSoFar,
} from './processLogits';
import { readLogits, type Reading } from './readLogits';

export interface ChosenToken {
  readonly id: number;
  /** ln of the probability with which it was drawn, after all processing; 0 when greedy. */
  readonly sampledLogProb: number;
}

/** How many of the largest logits a step needs to have been read, so that it need not look again. */
export function wantedReading(params: StepParams, atLeast: number): number {
  const sampled = !params.greedy && !changesLogits(params) && params.topK <= 128;
  return sampled ? Math.max(atLeast, params.topK) : atLeast;
}

/**
 * Chooses the next token: repetition penalty, no-repeat n-gram, temperature, top-k, top-p, min-p, in
 * this order; then the most likely one, or a draw. Changes `logits` in place.
 * @param reading of the logits as they are now.
 * @param random uniform in [0, 1); one number a step, none when greedy.
 */
export function chooseToken(
  logits: Float32Array,
  reading: Reading,
  text: TextSoFar,
  params: StepParams,
  random: () => number,
): ChosenToken {
  processLogits(logits, text, params);
  const unchanged = changesLogits(params) ? null : reading;
  if (params.greedy) {
    return { id: (unchanged?.ids ?? largest(logits, 1))[0] ?? 0, sampledLogProb: 0 };
  }
  const { kept } = keepCandidates(logits, params, unchanged);
  return kept === null ? drawFromAll(logits, params.temperature, random()) : draw(kept, random());
}

/** Draws by the inverse of the cumulative distribution, in the order of the candidates. */
export function draw(candidates: Candidates, uniform: number): ChosenToken {
  const { ids, weights, total } = candidates;
  const target = uniform * total;
  let index = 0;
  let mass = weights[0] ?? 0;
  // Rounding can leave the sum a little below the total: the last one is taken then.
  while (mass <= target && index < ids.length - 1) {
    mass += weights[++index] ?? 0;
  }
  return { id: ids[index] ?? 0, sampledLogProb: Math.log((weights[index] ?? 0) / total) };
}

/** Draws from the whole vocabulary, in the order of ids. */
function drawFromAll(logits: Float32Array, temperature: number, uniform: number): ChosenToken {
  const { logSum, ids } = readLogits(logits, 1, 1 / temperature);
  let remaining = uniform;
  for (let id = 0; id < logits.length; id++) {
    const logProb = (logits[id] ?? 0) / temperature - logSum;
    remaining -= Math.exp(logProb);
    if (remaining < 0) {
      return { id, sampledLogProb: logProb };
    }
  }
  // Rounding: the sum stayed a little below 1.
  const id = ids[0] ?? 0;
  return { id, sampledLogProb: (logits[id] ?? 0) / temperature - logSum };
}
