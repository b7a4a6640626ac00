import type { Matrix } from './matrix';

/** Mean and scale of each dimension of the vectors, over the rows that a head is trained on. */
export interface Standardisation {
  readonly mean: Float64Array;
  /** Standard deviation (n, as scikit-learn's `StandardScaler`); 1 where it is 0. */
  readonly scale: Float64Array;
}

/**
 * Each dimension gets mean 0 and standard deviation 1 over `rows`. A few dimensions of BERT's vectors vary
 * far more than all others (Timkey & van Schijndel 2021, "All Bark and No Bite"): on raw vectors the L2
 * penalty would hardly touch these and press down the rest, and the optimiser would crawl.
 */
export function fitStandardisation(matrix: Matrix, rows: readonly number[]): Standardisation {
  const { width, values } = matrix;
  const mean = new Float64Array(width);
  const scale = new Float64Array(width);
  for (const row of rows) {
    for (let at = 0; at < width; at++) {
      mean[at] = (mean[at] ?? 0) + (values[row * width + at] ?? 0) / rows.length;
    }
  }
  for (const row of rows) {
    for (let at = 0; at < width; at++) {
      const difference = (values[row * width + at] ?? 0) - (mean[at] ?? 0);
      scale[at] = (scale[at] ?? 0) + (difference * difference) / rows.length;
    }
  }
  for (let at = 0; at < width; at++) {
    const sd = Math.sqrt(scale[at] ?? 0);
    // What rounding leaves of a dimension that does not vary is no variation.
    scale[at] = sd > 1e-6 * Math.abs(mean[at] ?? 0) ? sd : 1;
  }
  return { mean, scale };
}

/** Leaves vectors as they are. */
export function noStandardisation(width: number): Standardisation {
  return { mean: new Float64Array(width), scale: new Float64Array(width).fill(1) };
}

/** The given rows of a matrix, standardised, as a matrix of their own. */
export function standardise(
  matrix: Matrix,
  rows: readonly number[],
  { mean, scale }: Standardisation,
): Matrix {
  const { width } = matrix;
  const values = new Float32Array(rows.length * width);
  rows.forEach((row, index) => {
    for (let at = 0; at < width; at++) {
      const value = matrix.values[row * width + at] ?? 0;
      values[index * width + at] = (value - (mean[at] ?? 0)) / (scale[at] ?? 1);
    }
  });
  return { rows: rows.length, width, values };
}
