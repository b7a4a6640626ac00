import { largest } from './largest';
import { readLogits, type Reading } from './readLogits';
import { nucleusSize } from './topP';

/** The tokens that may be drawn, most likely first, with their share of the whole. */
export interface Candidates {
  readonly ids: Int32Array;
  /** Weights e^(logit/temperature), up to a common factor. */
  readonly weights: Float64Array;
  /** Sum of `weights` over everything that may be drawn. */
  readonly total: number;
}

/** Reach of the first look for the tokens that hold the mass p; it grows until it is found. */
const firstLook = 128;

/**
 * The candidates that top-k leaves, after temperature.
 * @param reading the largest of these same logits, where they were read before.
 */
export function topKCandidates(
  logits: Float32Array,
  temperature: number,
  k: number,
  reading: Reading | null,
): Candidates {
  const ids =
    reading !== null && reading.ids.length >= k ? reading.ids.subarray(0, k) : largest(logits, k);
  return weigh(logits, ids, temperature);
}

/**
 * The candidates that top-p leaves of the whole vocabulary, after temperature. The vocabulary is not
 * sorted: the head is taken larger and larger until it holds the mass.
 */
export function topPCandidates(
  logits: Float32Array,
  temperature: number,
  topP: number,
): Candidates {
  const { logSum, logits: top } = readLogits(logits, 1, 1 / temperature);
  const total = Math.exp(logSum - (top[0] ?? 0) / temperature);
  for (let look = firstLook; ; look *= 16) {
    const { ids, weights } = weigh(logits, largest(logits, look), temperature);
    const size = nucleusSize(weights, total, topP);
    if (size < ids.length || ids.length === logits.length) {
      return cut({ ids, weights, total }, size);
    }
  }
}

/** Keeps the first `size` candidates. */
export function cut(candidates: Candidates, size: number): Candidates {
  const weights = candidates.weights.subarray(0, size);
  return {
    ids: candidates.ids.subarray(0, size),
    weights,
    total: weights.reduce((sum, weight) => sum + weight, 0),
  };
}

function weigh(logits: Float32Array, ids: Int32Array, temperature: number): Candidates {
  const first = logits[ids[0] ?? 0] ?? 0;
  const weights = new Float64Array(ids.length);
  let total = 0;
  for (let index = 0; index < ids.length; index++) {
    const weight = Math.exp(((logits[ids[index] ?? 0] ?? 0) - first) / temperature);
    weights[index] = weight;
    total += weight;
  }
  return { ids, weights, total };
}
