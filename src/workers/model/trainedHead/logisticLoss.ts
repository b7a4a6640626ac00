import type { Matrix } from './matrix';
import type { ConvexFunction } from './newton';
import { addScaledRow, dotRow } from './rowProducts';

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
  private readonly scores: Float64Array;
  /** At the last evaluated point, rows × classes. */
  private readonly probabilities: Float64Array;

  /** @param classOfRow from 0 to `classes` − 1. */
  constructor(
    private readonly matrix: Matrix,
    private readonly classOfRow: ArrayLike<number>,
    private readonly classes: number,
    c: number,
  ) {
    this.penalty = 1 / (c * matrix.rows);
    this.scores = new Float64Array(classes);
    this.probabilities = new Float64Array(matrix.rows * classes);
  }

  evaluate(parameters: Float64Array, gradient: Float64Array): number {
    const { matrix, scores, classes } = this;
    gradient.fill(0);
    let loss = 0;
    for (let row = 0; row < matrix.rows; row++) {
      linearScores(matrix.values, row * matrix.width, matrix.width, parameters, scores);
      const logSum = logSumExp(scores);
      const target = this.classOfRow[row] ?? 0;
      loss += logSum - (scores[target] ?? 0);
      for (let label = 0; label < classes; label++) {
        const probability = Math.exp((scores[label] ?? 0) - logSum);
        this.probabilities[row * classes + label] = probability;
        scores[label] = probability - (label === target ? 1 : 0);
      }
      this.addRow(gradient, row);
    }
    const biases = weightRows(classes) * matrix.width;
    let squares = 0;
    for (let at = 0; at < biases; at++) {
      squares += (parameters[at] ?? 0) ** 2;
    }
    this.addPenalty(gradient, parameters);
    return loss / matrix.rows + (this.penalty / 2) * squares;
  }

  curvature(direction: Float64Array, product: Float64Array): void {
    const { matrix, scores, classes } = this;
    product.fill(0);
    for (let row = 0; row < matrix.rows; row++) {
      linearScores(matrix.values, row * matrix.width, matrix.width, direction, scores);
      let mean = 0;
      for (let label = 0; label < classes; label++) {
        mean += (this.probabilities[row * classes + label] ?? 0) * (scores[label] ?? 0);
      }
      for (let label = 0; label < classes; label++) {
        const probability = this.probabilities[row * classes + label] ?? 0;
        scores[label] = probability * ((scores[label] ?? 0) - mean);
      }
      this.addRow(product, row);
    }
    this.addPenalty(product, direction);
  }

  /** Adds the row times each class's `scores`, over the number of rows. */
  private addRow(target: Float64Array, row: number): void {
    const { rows, width, values } = this.matrix;
    const outputs = weightRows(this.classes);
    for (let output = 0; output < outputs; output++) {
      const factor = (this.scores[output + this.classes - outputs] ?? 0) / rows;
      addScaledRow(target, output * width, factor, values, row * width, width);
      const bias = outputs * width + output;
      target[bias] = (target[bias] ?? 0) + factor;
    }
  }

  private addPenalty(target: Float64Array, parameters: Float64Array): void {
    const biases = weightRows(this.classes) * this.matrix.width;
    for (let at = 0; at < biases; at++) {
      target[at] = (target[at] ?? 0) + this.penalty * (parameters[at] ?? 0);
    }
  }
}

/**
 * Scores of all classes for one vector.
 * @param start of the vector in `values`.
 * @param parameters as those of {@link LogisticLoss}.
 * @param scores one for each class; written.
 */
export function linearScores(
  values: Float32Array | Float64Array,
  start: number,
  width: number,
  parameters: Float64Array,
  scores: Float64Array,
): void {
  const outputs = weightRows(scores.length);
  scores.fill(0);
  for (let output = 0; output < outputs; output++) {
    const bias = parameters[outputs * width + output] ?? 0;
    scores[output + scores.length - outputs] =
      bias + dotRow(values, start, parameters, output * width, width);
  }
}

/** Natural logarithm of the sum of exponentials, without overflow. */
export function logSumExp(scores: Float64Array): number {
  let largest = -Infinity;
  for (const score of scores) {
    largest = Math.max(largest, score);
  }
  let sum = 0;
  for (const score of scores) {
    sum += Math.exp(score - largest);
  }
  return largest + Math.log(sum);
}
