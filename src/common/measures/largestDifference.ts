/** Below this ln p, digits of a float32 softmax mean nothing (measures: |Δ ln p| where ln p > −20). */
const least = -20;

/** Where two distributions over one vocabulary differ most. */
export interface LargestDifference {
  readonly id: number;
  /** |ln p − ln q|. */
  readonly difference: number;
}

/**
 * The largest |Δ ln p| among the outcomes whose ln p is over −20 in both.
 * @param logP @param logQ ln p of every outcome, of one length; null when there is no such outcome.
 */
export function largestDifference(
  logP: Float64Array,
  logQ: Float64Array,
): LargestDifference | null {
  let found: LargestDifference | null = null;
  for (let id = 0; id < logP.length; id++) {
    const [p = NaN, q = NaN] = [logP[id], logQ[id]];
    const difference = Math.abs(p - q);
    if (p > least && q > least && difference > (found?.difference ?? -1)) {
      found = { id, difference };
    }
  }
  return found;
}
