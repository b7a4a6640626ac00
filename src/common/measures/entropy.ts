/**
 * Shannon entropy of a distribution in bits, H = −Σ_v p_v log2 p_v (Shannon 1948), from its natural
 * log-probabilities; a term of probability 0 is 0.
 * @param logProbs ln p of every outcome; the p sum to 1.
 */
export function entropyBits(logProbs: Float64Array): number {
  let nats = 0;
  for (const logProb of logProbs) {
    const p = Math.exp(logProb);
    nats -= p === 0 ? 0 : p * logProb;
  }
  return nats / Math.LN2;
}
