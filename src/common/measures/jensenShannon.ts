/**
 * Jensen-Shannon divergence of two distributions in bits, JSD(P, Q) = H((P+Q)/2) − (H(P) + H(Q))/2
 * (Lin 1991): 0 for equal ones, 1 for ones that share no outcome; symmetric. Summed term by term, so
 * that equal distributions give exactly 0.
 * @param logP @param logQ ln p of every outcome, of one length.
 */
export function jensenShannonBits(logP: Float64Array, logQ: Float64Array): number {
  let bits = 0;
  for (let index = 0; index < logP.length; index++) {
    const p = Math.exp(logP[index] ?? Number.NaN);
    const q = Math.exp(logQ[index] ?? Number.NaN);
    bits += (plogp(p) + plogp(q)) / 2 - plogp((p + q) / 2);
  }
  return bits;
}

/** p log2 p, which is 0 at 0. */
function plogp(p: number): number {
  return p === 0 ? 0 : p * Math.log2(p);
}
