import { logitKernel } from './logitKernel';

/** Up to here insertion into a sorted list beats selection. */
const insertionLimit = 128;

/**
 * Ids of the k largest values, largest first; of equal ones the lower id is first. The vocabulary is
 * never sorted whole: for more than a few, values are counted by their upper 16 bits, and only those
 * sorted that share them with the k-th largest or are above it. Values of -∞ count as absent: where
 * fewer than k others are left, there are fewer ids.
 * @param values none of them NaN.
 */
export function largest(values: Float32Array, k: number): Int32Array {
  const count = Math.min(k, values.length);
  const ids = count <= insertionLimit ? byInsertion(values, count) : bySelection(values, count);
  let found = ids.length;
  while (found > 0 && values[ids[found - 1] ?? 0] === -Infinity) {
    found--;
  }
  return ids.subarray(0, found);
}

function byInsertion(values: Float32Array, count: number): Int32Array {
  const kernel = logitKernel();
  kernel.load(values);
  const top = kernel.top(count);
  const absent = top.values.indexOf(-Infinity);
  return absent < 0 ? top.ids : top.ids.subarray(0, absent);
}

function bySelection(values: Float32Array, count: number): Int32Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const sizes = new Uint32Array(2 ** 16);
  for (const own of bits) {
    const upper = descending(own) >>> 16;
    sizes[upper] = (sizes[upper] ?? 0) + 1;
  }
  let last = 0;
  let size = sizes[0] ?? 0;
  while (size < count) {
    size += sizes[++last] ?? 0;
  }
  // Order and id are packed into one number, since a typed array sorts ten times as fast without a
  // function that compares.
  const keys = new Float64Array(size);
  let taken = 0;
  for (let id = 0; id < bits.length; id++) {
    const order = descending(bits[id] ?? 0);
    if (order >>> 16 <= last) {
      keys[taken++] = order * idsInKey + id;
    }
  }
  keys.sort();
  const ids = new Int32Array(count);
  for (let index = 0; index < count; index++) {
    ids[index] = (keys[index] ?? 0) % idsInKey;
  }
  return ids;
}

/** Ids below this can be packed with 32 bits into the 53 bits of a whole number. */
const idsInKey = 2 ** 21;

/** Of a float32's bits, the number that is smaller for a larger float. */
function descending(bits: number): number {
  // The bits of larger floats are larger numbers, of negative ones smaller; both zeros are equal.
  return bits > 0x8000_0000 ? bits : 0x7fff_ffff - (bits & 0x7fff_ffff);
}
