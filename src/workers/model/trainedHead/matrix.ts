/** Numbers row by row; all rows have the same width. */
export interface Matrix {
  readonly rows: number;
  readonly width: number;
  /** `rows` × `width`. */
  readonly values: Float32Array;
}
