import type { Matrix } from './matrix';
import type { ConvexFunction } from './newton';
import { addRows, multiplyRows } from './rowProducts';

/**
 * Rows of weights for so many classes: for two, one row suffices (the first class always has score 0), as
 * in scikit-learn, whose penalty is on that one row too; else one row a class.
 */
export function weightRows(classes: number): number {
  return classes === 2 ? 1 : classes;
}

/**
 * The function that L2-regularised multinomial logistic regression minimises, as scikit-learn's
 * `LogisticRegression` does: mean over the rows of −ln p(class of row | row) + ‖W‖² / (2 · C · rows).
 * Biases are not penalised. Its parameters are {@link weightRows} × width weights, followed by as many
 * biases.
 */
export class LogisticLoss implements ConvexFunction {
  private readonly penalty: number;
  /** Rows × classes, as the next two. */
  private readonly scores: Float64Array;
  /** At the last evaluated point. */
  private readonly probabilities: Float64Array;
  /** What each row is multiplied by in the gradient or product. */
  private readonly factors: Float64Array;

  /** @param classOfRow from 0 to `classes` − 1. */
  constructor(
    private readonly matrix: Matrix,
    private readonly classOfRow: ArrayLike<number>,
    private readonly classes: number,
    c: number,
  ) {
    this.penalty = 1 / (c * matrix.rows);
    this.scores = new Float64Array(matrix.rows * classes);
    this.probabilities = new Float64Array(matrix.rows * classes);
    this.factors = new Float64Array(matrix.rows * classes);
  }

  evaluate(parameters: Float64Array, gradient: Float64Array): number {
    const { matrix, scores, probabilities, factors, classes } = this;
    linearScores(matrix, parameters, classes, scores);
    let loss = 0;
    for (let row = 0; row < matrix.rows; row++) {
      const start = row * classes;
      const target = start + (this.classOfRow[row] ?? 0);
      const logSum = logSumExp(scores, start, classes);
      loss += logSum - (scores[target] ?? 0);
      for (let at = start; at < start + classes; at++) {
        const probability = Math.exp((scores[at] ?? 0) - logSum);
        probabilities[at] = probability;
        factors[at] = probability - (at === target ? 1 : 0);
      }
    }
    this.addUp(gradient, parameters);
    const weights = weightRows(classes) * matrix.width;
    let squares = 0;
    for (let at = 0; at < weights; at++) {
      squares += (parameters[at] ?? 0) ** 2;
    }
    return loss / matrix.rows + (this.penalty / 2) * squares;
  }

  curvature(direction: Float64Array, product: Float64Array): void {
    const { matrix, scores, probabilities, factors, classes } = this;
    linearScores(matrix, direction, classes, scores);
    for (let start = 0; start < scores.length; start += classes) {
      let mean = 0;
      for (let at = start; at < start + classes; at++) {
        mean += (probabilities[at] ?? 0) * (scores[at] ?? 0);
      }
      for (let at = start; at < start + classes; at++) {
        factors[at] = (probabilities[at] ?? 0) * ((scores[at] ?? 0) - mean);
      }
    }
    this.addUp(product, direction);
  }

  /** The rows times their factors, by their number, and the penalty's share at `parameters`. */
  private addUp(target: Float64Array, parameters: Float64Array): void {
    const { matrix, factors, classes } = this;
    const outputs = weightRows(classes);
    target.fill(0);
    for (let output = 0; output < outputs; output++) {
      const label = output + classes - outputs;
      addRows(target, output * matrix.width, factors, classes, label, matrix);
      for (let row = 0; row < matrix.rows; row++) {
        const bias = outputs * matrix.width + output;
        target[bias] = (target[bias] ?? 0) + (factors[row * classes + label] ?? 0);
      }
    }
    for (let at = 0; at < target.length; at++) {
      const penalty = at < outputs * matrix.width ? this.penalty * (parameters[at] ?? 0) : 0;
      target[at] = (target[at] ?? 0) / matrix.rows + penalty;
    }
  }
}

/**
 * Scores of all classes for each row of a matrix.
 * @param parameters as those of {@link LogisticLoss}.
 * @param scores rows × classes; written.
 */
export function linearScores(
  matrix: Matrix,
  parameters: Float64Array,
  classes: number,
  scores: Float64Array,
): void {
  const outputs = weightRows(classes);
  scores.fill(0);
  for (let output = 0; output < outputs; output++) {
    const label = output + classes - outputs;
    multiplyRows(matrix, parameters, output * matrix.width, scores, classes, label);
    const bias = parameters[outputs * matrix.width + output] ?? 0;
    for (let at = label; at < scores.length; at += classes) {
      scores[at] = (scores[at] ?? 0) + bias;
    }
  }
}

/** Natural logarithm of the sum of exponentials of `count` scores from `start`, without overflow. */
export function logSumExp(scores: Float64Array, start: number, count: number): number {
  let largest = -Infinity;
  for (let at = start; at < start + count; at++) {
    largest = Math.max(largest, scores[at] ?? 0);
  }
  let sum = 0;
  for (let at = start; at < start + count; at++) {
    sum += Math.exp((scores[at] ?? 0) - largest);
  }
  return largest + Math.log(sum);
}
