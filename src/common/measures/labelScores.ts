/**
 * How a head's logits become scores: `softmax` where a text has exactly one label, `sigmoid` where each
 * label holds or not by itself (`problem_type: multi_label_classification`, or a single label).
 */
export type LabelActivation = 'softmax' | 'sigmoid';

/**
 * Scores of labels from the logits of a classification head, each from 0 to 1, in float64.
 * `softmax`: exp(z_i − max) / Σ_j exp(z_j − max), which sums to 1 (Devlin et al. 2019, section 4);
 * `sigmoid`: 1 / (1 + exp(−z_i)). As the pipelines of transformers do.
 * @param logits float32 [labels].
 */
export function labelScores(
  logits: Float32Array | readonly number[],
  activation: LabelActivation,
): number[] {
  const values = Array.from(logits);
  if (activation === 'sigmoid') {
    return values.map((logit) => 1 / (1 + Math.exp(-logit)));
  }
  const largest = Math.max(...values);
  const weights = values.map((logit) => Math.exp(logit - largest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Index of the largest score, the first of equal ones; -1 for none. */
export function bestLabel(scores: readonly number[]): number {
  return scores.reduce(
    (best, score, index) => (score > (scores[best] ?? -Infinity) ? index : best),
    -1,
  );
}
