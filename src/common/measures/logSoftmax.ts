/**
 * ln p of every token: log-softmax in float64 from float32 logits, with the maximum subtracted
 * (measures).
 * @param logits float32, [vocabulary]. @returns [vocabulary]; all NaN when a logit is NaN or +∞.
 */
export function logSoftmax(logits: Float32Array): Float64Array {
  const { logSum } = readDistribution(logits);
  // Float64Array.from with a function takes ten times as long.
  const logProbs = new Float64Array(logits.length);
  for (let id = 0; id < logits.length; id++) {
    logProbs[id] = (logits[id] ?? Number.NaN) - logSum;
  }
  return logProbs;
}

/** What is known of a distribution from its logits, without an array of its probabilities. */
export interface Distribution {
  /** ln Σ exp(logit), in float64: a token's ln p is its logit minus this. */
  readonly logSum: number;
  /** H = −Σ p log2 p (Shannon 1948), in bits: with z = logit − largest, ln Σ exp(z) − Σ p z in nats. */
  readonly entropyBits: number;
}

/** @param logits float32, [vocabulary]. @returns NaN for both when a logit is NaN or +∞. */
export function readDistribution(logits: Float32Array): Distribution {
  let largest = -Infinity;
  for (const logit of logits) {
    largest = logit > largest ? logit : largest;
  }
  let sum = 0;
  let weighted = 0;
  for (const logit of logits) {
    const z = logit - largest;
    const share = Math.exp(z);
    sum += share;
    // A logit of -∞ has no share, and 0 · ∞ is not a number.
    weighted += share === 0 ? 0 : share * z;
  }
  return {
    logSum: largest + Math.log(sum),
    entropyBits: (Math.log(sum) - weighted / sum) / Math.LN2,
  };
}
