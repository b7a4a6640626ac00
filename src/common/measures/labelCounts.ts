import { bestLabel } from './labelScores';

/** A label over a set of texts. */
export interface LabelCount {
  /** Texts in which its score is the largest. */
  readonly count: number;
  /** Mean of its scores over all texts; NaN for no texts. */
  readonly mean: number;
}

/**
 * How often each label comes first, and its mean score.
 * @param scores [texts][labels]. @param labels number of labels.
 */
export function labelCounts(scores: readonly (readonly number[])[], labels: number): LabelCount[] {
  return Array.from({ length: labels }, (_, label) => ({
    count: scores.filter((each) => bestLabel(each) === label).length,
    mean: scores.reduce((sum, each) => sum + (each[label] ?? Number.NaN), 0) / scores.length,
  }));
}
