/**
 * Mean of the hidden states of some tokens, summed in float64 (mean pooling; Reimers & Gurevych 2019,
 * section 3, for sentences).
 * @param states float32 [positions, width], row by row. @param positions at least one.
 * @returns float32 [width], with memory of its own.
 */
export function meanPooled(
  states: Float32Array,
  width: number,
  positions: readonly number[],
): Float32Array {
  const sum = new Float64Array(width);
  for (const position of positions) {
    const from = position * width;
    for (let index = 0; index < width; index++) {
      sum[index] = (sum[index] ?? 0) + (states[from + index] ?? Number.NaN);
    }
  }
  return Float32Array.from(sum, (value) => value / positions.length);
}
