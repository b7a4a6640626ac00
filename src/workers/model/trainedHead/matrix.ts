/** Numbers row by row; all rows have the same width. */
export interface Matrix {
  readonly rows: number;
  readonly width: number;
  /** `rows` × `width`. */
  readonly values: Float32Array;
}

/** Row `index`, counted from 0, without copying. */
export function matrixRow(matrix: Matrix, index: number): Float32Array {
  return matrix.values.subarray(index * matrix.width, (index + 1) * matrix.width);
}
