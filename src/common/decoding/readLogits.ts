import { logitKernel } from './logitKernel';

/** The largest logits and the normaliser of one distribution. */
export interface Reading {
  /** Ids of the k largest logits, largest first; of equal ones the lower id is first. */
  readonly ids: Int32Array;
  /** Their logits. */
  readonly logits: Float32Array;
  /** ln Σ exp(logit), in float64: a token's ln p is its logit minus this. */
  readonly logSum: number;
}

/**
 * Reads the k largest logits and the log-sum-exp of `logits`, the largest subtracted.
 * @param k at most a few hundred: insertion into a sorted list.
 * @param scale multiplies the logits in the sum only: 1, or 1 / temperature.
 * @returns `logSum` is NaN when any logit is NaN or +∞.
 */
export function readLogits(logits: Float32Array, k: number, scale = 1): Reading {
  const kernel = logitKernel();
  const largest = kernel.load(logits);
  const { ids, values } = kernel.top(k);
  return { ids, logits: values, logSum: largest * scale + Math.log(kernel.sum(scale)) };
}
