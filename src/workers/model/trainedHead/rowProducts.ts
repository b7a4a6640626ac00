/** The two loops that training spends all its time in. */

/** Scalar product of a row and a row of weights. Four sums side by side need not wait for each other. */
export function dotRow(
  a: Float32Array | Float64Array,
  startA: number,
  b: Float64Array,
  startB: number,
  width: number,
): number {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
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

/** Adds `factor` times a row to a row of weights. */
export function addScaledRow(
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
