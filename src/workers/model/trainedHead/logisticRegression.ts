import { conjugateGradient } from 'fmin/index.js';
import { linearScores, logisticLoss, logSumExp, weightRows } from './logisticLoss';
import type { Matrix } from './matrix';

/**
 * fmin stops at a gradient norm of 1e-5. So multiplied, that is 1e-6 of the mean loss: a hundredth of
 * what scikit-learn stops at, and near enough to the optimum for probabilities within 1e-3.
 */
const objectiveScale = 10;
const toleratedNorm = 1e-5;

/** Vectors of BERT need 50 to 300; more are needed where `c` is very large. */
const maximumIterations = 2000;

export interface LogisticRegression {
  readonly classes: number;
  /** `weightRows(classes)` × width weights, followed by as many biases. */
  readonly parameters: Float64Array;
  /** False when the optimum was not reached in the iterations allowed. */
  readonly converged: boolean;
}

/**
 * Fits multinomial logistic regression with an L2 penalty (`logisticLoss`) from zeros by conjugate
 * gradients. The function is convex: the result does not depend on where it begins, and is the same at
 * every run.
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
  const loss = logisticLoss(matrix, classOfRow, classes, c);
  const scaled = (parameters: Float64Array, gradient: Float64Array): number => {
    const value = loss(parameters, gradient);
    for (let at = 0; at < gradient.length; at++) {
      gradient[at] = (gradient[at] ?? 0) * objectiveScale;
    }
    return value * objectiveScale;
  };
  const zeros = new Float64Array(weightRows(classes) * (matrix.width + 1));
  const { x, fxprime } = conjugateGradient(scaled, zeros, { maxIterations: maximumIterations });
  const norm = Math.sqrt(fxprime.reduce((sum, value) => sum + value * value, 0));
  return { classes, parameters: x, converged: norm <= toleratedNorm };
}

/** Probabilities of all classes for one standardised vector; they sum to 1. */
export function classProbabilities(
  { classes, parameters }: Pick<LogisticRegression, 'classes' | 'parameters'>,
  vector: ArrayLike<number>,
): Float64Array {
  const scores = new Float64Array(classes);
  linearScores(vector, 0, vector.length, parameters, scores);
  const logSum = logSumExp(scores);
  return scores.map((score) => Math.exp(score - logSum));
}
