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
