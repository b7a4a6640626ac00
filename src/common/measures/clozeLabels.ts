/**
 * Probabilities of labels by a cloze prompt (Schick & Schütze 2021): the masked-word head's
 * probabilities of the labels' words at the mask, averaged over the words of a label (Hu et al. 2022)
 * and normalised over the labels, p(l) = s_l / Σ s, s_l = mean over its words of p(w | sentence, prompt).
 * Calibrated (Zhao et al. 2021), each p(w | sentence, prompt) is first divided by p(w | prompt).
 * In float64 by log-sum-exp.
 * @param logProbs ln p of each label's words, [labels][words], each label with at least one.
 * @param priors ln p of the same words at the mask of the prompt alone; null to leave it out.
 * @returns [labels], from 0 to 1, summing to 1.
 */
export function labelProbabilities(
  logProbs: readonly (readonly number[])[],
  priors: readonly (readonly number[])[] | null,
): number[] {
  const scores = logProbs.map((words, label) => {
    const ratios = words.map((logProb, word) => logProb - (priors?.[label]?.[word] ?? 0));
    return logSumExp(ratios) - Math.log(ratios.length);
  });
  const largest = Math.max(...scores);
  const shares = scores.map((score) => Math.exp(score - largest));
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => share / sum);
}

function logSumExp(values: readonly number[]): number {
  const largest = Math.max(...values);
  return largest + Math.log(values.reduce((sum, value) => sum + Math.exp(value - largest), 0));
}
