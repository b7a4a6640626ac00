import { linearScores, LogisticLoss, logSumExp, weightRows } from './logisticLoss';
import type { Matrix } from './matrix';
import { minimise, type NewtonLimits } from './newton';

/**
 * Vectors of BERT need about 15 steps. scikit-learn stops at 1e-4 in each dimension, where probabilities
 * can still be off by 0.2; the tests hold ours to 1e-3.
 */
const limits: NewtonLimits = { tolerance: 1e-5, steps: 100, innerSteps: 1000 };

export interface LogisticRegression {
  readonly classes: number;
  /** `weightRows(classes)` × width weights, followed by as many biases. */
  readonly parameters: Float64Array;
  /** False when the optimum was not reached in the steps allowed. */
  readonly converged: boolean;
}

/**
 * Fits multinomial logistic regression with an L2 penalty (`LogisticLoss`), from zeros. The function is
 * convex: it has one optimum, and the result is the same at every run.
 * @param matrix standardised vectors.
 * @param classOfRow from 0 to `classes` − 1; every class must occur, else its bias has no optimum.
 * @param classes at least 2.
 */
export function fitLogisticRegression(
  matrix: Matrix,
  classOfRow: ArrayLike<number>,
  classes: number,
  c: number,
): LogisticRegression {
  const loss = new LogisticLoss(matrix, classOfRow, classes, c);
  const zeros = new Float64Array(weightRows(classes) * (matrix.width + 1));
  const { point, converged } = minimise(loss, zeros, limits);
  return { classes, parameters: point, converged };
}

/**
 * Probabilities of all classes for each row of standardised vectors.
 * @returns rows × classes; each row sums to 1.
 */
export function classProbabilities(
  { classes, parameters }: Pick<LogisticRegression, 'classes' | 'parameters'>,
  matrix: Matrix,
): Float64Array {
  const scores = new Float64Array(matrix.rows * classes);
  linearScores(matrix, parameters, classes, scores);
  for (let start = 0; start < scores.length; start += classes) {
    const logSum = logSumExp(scores, start, classes);
    for (let at = start; at < start + classes; at++) {
      scores[at] = Math.exp((scores[at] ?? 0) - logSum);
    }
  }
  return scores;
}
