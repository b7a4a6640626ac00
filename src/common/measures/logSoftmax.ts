/**
 * ln p of every token: log-softmax in float64 from float32 logits, with the maximum subtracted
 * (measures).
 * @param logits float32, [vocabulary]. @returns [vocabulary]; all NaN when a logit is NaN or +∞.
 */
export function logSoftmax(logits: Float32Array): Float64Array {
  let largest = -Infinity;
  for (const logit of logits) {
    // Written so that NaN stays, once met.
    largest = logit <= largest ? largest : logit;
  }
  let sum = 0;
  for (const logit of logits) {
    sum += Math.exp(logit - largest);
  }
  const logSum = largest + Math.log(sum);
  return Float64Array.from(logits, (logit) => logit - logSum);
}
