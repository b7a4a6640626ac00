import type { Matrix } from './matrix';

/** Value at `parameters`; writes the gradient there. */
export type Objective = (parameters: Float64Array, gradient: Float64Array) => number;

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
 * Biases are not penalised.
 * @param classOfRow from 0 to `classes` − 1.
 * @returns a function of {@link weightRows} × width weights, followed by as many biases.
 */
export function logisticLoss(
  matrix: Matrix,
  classOfRow: ArrayLike<number>,
  classes: number,
  c: number,
): Objective {
  const { rows, width } = matrix;
  const outputs = weightRows(classes);
  const biases = outputs * width;
  const penalty = 1 / (c * rows);
  const scores = new Float64Array(classes);

  return (parameters, gradient) => {
    gradient.fill(0);
    let loss = 0;
    for (let row = 0; row < rows; row++) {
      linearScores(matrix.values, row * width, width, parameters, scores);
      const logSum = logSumExp(scores);
      const target = classOfRow[row] ?? 0;
      loss += logSum - (scores[target] ?? 0);
      for (let output = 0; output < outputs; output++) {
        const label = output + classes - outputs;
        const error = Math.exp((scores[label] ?? 0) - logSum) - (label === target ? 1 : 0);
        addScaled(gradient, output * width, error / rows, matrix.values, row * width, width);
        gradient[biases + output] = (gradient[biases + output] ?? 0) + error / rows;
      }
    }
    let squares = 0;
    for (let at = 0; at < biases; at++) {
      const weight = parameters[at] ?? 0;
      squares += weight * weight;
      gradient[at] = (gradient[at] ?? 0) + penalty * weight;
    }
    return loss / rows + (penalty / 2) * squares;
  };
}

/**
 * Scores of all classes for one vector.
 * @param start of the vector in `values`.
 * @param parameters as {@link logisticLoss} takes them.
 * @param scores one for each class; written.
 */
export function linearScores(
  values: ArrayLike<number>,
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
      bias + dot(values, start, parameters, output * width, width);
  }
}

/** Natural logarithm of the sum of exponentials, without overflow. */
export function logSumExp(scores: Float64Array): number {
  const largest = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  return largest + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - largest), 0));
}

/** Four sums side by side: each addition need not wait for the one before. */
function dot(
  a: ArrayLike<number>,
  startA: number,
  b: Float64Array,
  startB: number,
  width: number,
): number {
  let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0];
  let at = 0;
  for (; at + 3 < width; at += 4) {
    sum0 += (a[startA + at] ?? 0) * (b[startB + at] ?? 0);
    sum1 += (a[startA + at + 1] ?? 0) * (b[startB + at + 1] ?? 0);
    sum2 += (a[startA + at + 2] ?? 0) * (b[startB + at + 2] ?? 0);
    sum3 += (a[startA + at + 3] ?? 0) * (b[startB + at + 3] ?? 0);
  }
  for (; at < width; at++) {
    sum0 += (a[startA + at] ?? 0) * (b[startB + at] ?? 0);
  }
  return sum0 + sum1 + (sum2 + sum3);
}

function addScaled(
  target: Float64Array,
  startTarget: number,
  factor: number,
  values: Float32Array,
  start: number,
  width: number,
): void {
  for (let at = 0; at < width; at++) {
    target[startTarget + at] = (target[startTarget + at] ?? 0) + factor * (values[start + at] ?? 0);
  }
}
