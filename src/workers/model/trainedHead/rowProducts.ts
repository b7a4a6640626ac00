import type { Matrix } from './matrix';

/** The two loops that training spends all its time in. */

/**
 * Scalar products of all rows with a row of weights. Four rows at once: each weight is read once for them,
 * and their sums need not wait for each other.
 * @param products that of row r is written at `r * stride + offset`.
 */
export function multiplyRows(
  { rows, width, values }: Matrix,
  weights: Float64Array,
  startWeights: number,
  products: Float64Array,
  stride: number,
  offset: number,
): void {
  let row = 0;
  for (; row + 3 < rows; row += 4) {
    const start = row * width;
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let sum3 = 0;
    for (let at = 0; at < width; at++) {
      const weight = weights[startWeights + at] ?? 0;
      const here = start + at;
      sum0 += weight * (values[here] ?? 0);
      sum1 += weight * (values[here + width] ?? 0);
      sum2 += weight * (values[here + 2 * width] ?? 0);
      sum3 += weight * (values[here + 3 * width] ?? 0);
    }
    products[row * stride + offset] = sum0;
    products[(row + 1) * stride + offset] = sum1;
    products[(row + 2) * stride + offset] = sum2;
    products[(row + 3) * stride + offset] = sum3;
  }
  for (; row < rows; row++) {
    let sum = 0;
    for (let at = 0; at < width; at++) {
      sum += (weights[startWeights + at] ?? 0) * (values[row * width + at] ?? 0);
    }
    products[row * stride + offset] = sum;
  }
}

/**
 * Adds the sum of all rows, each times its factor, to a row of weights. Four rows at once: each weight is
 * read and written once for them.
 * @param factors of row r at `r * stride + offset`.
 */
export function addRows(
  target: Float64Array,
  startTarget: number,
  factors: Float64Array,
  stride: number,
  offset: number,
  { rows, width, values }: Matrix,
): void {
  let row = 0;
  for (; row + 3 < rows; row += 4) {
    const factor0 = factors[row * stride + offset] ?? 0;
    const factor1 = factors[(row + 1) * stride + offset] ?? 0;
    const factor2 = factors[(row + 2) * stride + offset] ?? 0;
    const factor3 = factors[(row + 3) * stride + offset] ?? 0;
    const start = row * width;
    for (let at = 0; at < width; at++) {
      const here = start + at;
      target[startTarget + at] =
        (target[startTarget + at] ?? 0) +
        factor0 * (values[here] ?? 0) +
        factor1 * (values[here + width] ?? 0) +
        (factor2 * (values[here + 2 * width] ?? 0) + factor3 * (values[here + 3 * width] ?? 0));
    }
  }
  for (; row < rows; row++) {
    const factor = factors[row * stride + offset] ?? 0;
    for (let at = 0; at < width; at++) {
      target[startTarget + at] =
        (target[startTarget + at] ?? 0) + factor * (values[row * width + at] ?? 0);
    }
  }
}
