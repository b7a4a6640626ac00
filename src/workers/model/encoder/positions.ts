/** An output of one text: float32 [positions, width]. */
export interface RowMatrix {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** The output at one position: float32 [width], a view. */
export function rowAt({ data, dims }: RowMatrix, position: number): Float32Array {
  const width = dims[1] ?? 0;
  return data.subarray(position * width, (position + 1) * width);
}
