/**
 * Kullback-Leibler divergence D(P ‖ Q) = Σ_v p_v (log2 p_v − log2 q_v) in bits (Kullback & Leibler
 * 1951): what it costs to take Q for P; 0 for equal ones, never negative, not symmetric. A term of
 * probability 0 is 0.
 * @param logP @param logQ ln p of every outcome, of one length.
 */
export function klDivergenceBits(logP: Float64Array, logQ: Float64Array): number {
  let nats = 0;
  for (let index = 0; index < logP.length; index++) {
    const own = logP[index] ?? Number.NaN;
    const p = Math.exp(own);
    nats += p === 0 ? 0 : p * (own - (logQ[index] ?? Number.NaN));
  }
  return Math.max(0, nats / Math.LN2);
}
