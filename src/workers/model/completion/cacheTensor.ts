import { Tensor } from 'onnxruntime-node';

/** Axis of the positions in [batch, heads, past, width]. */
const positionAxis = 2;

/** Positions that a cache tensor holds. */
export function positionsOf(tensor: Tensor): number {
  return tensor.dims[positionAxis] ?? 0;
}

/**
 * Keeps the first positions of a cache tensor [batch, heads, past, width]. Moves them together within
 * the tensor's own memory, which costs a copy of what is kept and allocates nothing; the tensor given
 * must not be used any more.
 * @param count at most the positions that it holds.
 */
export function keepPositions(tensor: Tensor, count: number): Tensor {
  const { dims, type } = tensor;
  const data = tensor.data as Float32Array | Uint16Array;
  const width = dims.slice(positionAxis + 1).reduce((product, size) => product * size, 1);
  const blocks = dims.slice(0, positionAxis).reduce((product, size) => product * size, 1);
  const before = positionsOf(tensor) * width;
  const after = count * width;
  // A block moves towards the start, onto blocks that were moved before.
  for (let block = 1; block < blocks; block++) {
    data.copyWithin(block * after, block * before, block * before + after);
  }
  const kept = [...dims];
  kept[positionAxis] = count;
  return new Tensor(type, data.subarray(0, blocks * after), kept);
}

/**
 * Copies rows of a cache tensor [batch, heads, past, width] into a new one, in the order given; a row may
 * come several times.
 */
export function copyRows(tensor: Tensor, rows: readonly number[]): Tensor {
  const { dims, type } = tensor;
  const data = tensor.data as Float32Array | Uint16Array;
  const [, ...rest] = dims;
  const size = rest.reduce((product, length) => product * length, 1);
  const copied =
    data instanceof Float32Array
      ? new Float32Array(rows.length * size)
      : new Uint16Array(rows.length * size);
  rows.forEach((row, place) => {
    copied.set(data.subarray(row * size, (row + 1) * size), place * size);
  });
  return new Tensor(type, copied, [rows.length, ...rest]);
}
