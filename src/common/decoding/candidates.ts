import { largest } from './largest';
import { minPSize } from './minP';
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

/** Reach of the first look for the tokens that are kept; it grows until one is not. */
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

/** The candidates that top-p leaves of the whole vocabulary, after temperature. */
export function topPCandidates(
  logits: Float32Array,
  temperature: number,
  topP: number,
): Candidates {
  const { logSum, logits: top } = readLogits(logits, 1, 1 / temperature);
  const total = Math.exp(logSum - (top[0] ?? 0) / temperature);
  return head(logits, temperature, (weights) => nucleusSize(weights, total, topP));
}

/** The candidates that min-p leaves of the whole vocabulary, after temperature. */
export function minPCandidates(
  logits: Float32Array,
  temperature: number,
  minP: number,
): Candidates {
  return head(logits, temperature, (weights) => minPSize(weights, minP));
}

/**
 * The most likely tokens. The vocabulary is not sorted: the head is taken larger and larger until it
 * holds one that is not kept.
 * @param keep how many of the tokens with these weights are kept, most likely first.
 */
function head(
  logits: Float32Array,
  temperature: number,
  keep: (weights: Float64Array) => number,
): Candidates {
  for (let look = firstLook; ; look *= 16) {
    const candidates = weigh(logits, largest(logits, look), temperature);
    const { length } = candidates.ids;
    const size = keep(candidates.weights);
    if (size < length || length < look) {
      return cut(candidates, size);
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
