/** Measures of how words fit a gap (measures: masked models). All log-probabilities are natural. */

/** LPR(w1, w2) = ln p(w1) − ln p(w2), in nats. */
export function logProbRatio(logProb1: number, logProb2: number): number {
  return logProb1 - logProb2;
}

/**
 * assoc(w, a) = ln P(w | template with attribute a) − ln P(w | the same template, every token of a
 * masked), in nats (Kurita et al. 2019). Both are read at the target's own mask.
 */
export function association(logProb: number, logProbPrior: number): number {
  return logProb - logProbPrior;
}

/** LPBS(w1, w2; a) = assoc(w1, a) − assoc(w2, a), in nats (Kurita et al. 2019). */
export function logProbBiasScore(association1: number, association2: number): number {
  return association1 - association2;
}

/** How a set of targets becomes one number: mean of ln p, or ln of summed p. */
export type SetScore = 'mean' | 'sum';

/**
 * One score of a set of targets, in nats: the mean of ln p, or ln Σ p with the largest taken out so
 * that nothing underflows.
 * @param logProbs those that have a score; NaN when there is none.
 */
export function setLogProb(logProbs: readonly number[], score: SetScore): number {
  if (logProbs.length === 0) {
    return Number.NaN;
  }
  if (score === 'mean') {
    return logProbs.reduce((sum, logProb) => sum + logProb, 0) / logProbs.length;
  }
  const largest = Math.max(...logProbs);
  return (
    largest + Math.log(logProbs.reduce((sum, logProb) => sum + Math.exp(logProb - largest), 0))
  );
}
