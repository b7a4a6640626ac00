import { logitKernel } from './logitKernel';

/** Up to here insertion into a sorted list beats selection. */
const insertionLimit = 128;

/**
 * Ids of the k largest values, largest first; of equal ones the lower id is first. The vocabulary is
 * never sorted whole: the k-th largest value is found by quickselect (Hoare 1961), then those above
 * it are sorted. Values of -∞ count as absent: where fewer than k others are left, there are fewer ids.
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
  const threshold = nthLargest(values, count);
  let above = 0;
  for (const value of values) {
    above += value > threshold ? 1 : 0;
  }
  // Of the values equal to the threshold, as many as there is room for, lower ids first.
  let equals = count - above;
  const ids = new Int32Array(count);
  let taken = 0;
  for (let id = 0; id < values.length; id++) {
    const value = values[id] ?? 0;
    if (value > threshold || (value === threshold && equals-- > 0)) {
      ids[taken++] = id;
    }
  }
  return inOrder(values, ids);
}

/** Ids below this can be packed with a float32 into the 53 bits of a whole number. */
const idsInKey = 2 ** 21;

/**
 * Sorts ids by their values, largest first; of equal ones the lower id is first. Value and id are packed
 * into one number, since a typed array sorts ten times as fast without a function that compares.
 */
function inOrder(values: Float32Array, ids: Int32Array): Int32Array {
  const floats = new Float32Array(1);
  const bits = new Uint32Array(floats.buffer);
  const keys = new Float64Array(ids.length);
  for (let index = 0; index < ids.length; index++) {
    const id = ids[index] ?? 0;
    // Zero and negative zero are equal.
    floats[0] = (values[id] ?? 0) + 0;
    const own = bits[0] ?? 0;
    // The bits of larger floats are larger numbers, of negative ones smaller: reversed, so largest first.
    const descending = own >>> 31 === 1 ? own : 0x7fff_ffff - own;
    keys[index] = descending * idsInKey + id;
  }
  keys.sort();
  for (let index = 0; index < ids.length; index++) {
    ids[index] = (keys[index] ?? 0) % idsInKey;
  }
  return ids;
}

/** The n-th largest value, n from 1. */
function nthLargest(values: Float32Array, n: number): number {
  const work = values.slice();
  let low = 0;
  let high = work.length - 1;
  const target = work.length - n;
  while (low < high) {
    const pivot = work[(low + high) >> 1] ?? 0;
    let left = low;
    let right = high;
    while (left <= right) {
      while ((work[left] ?? 0) < pivot) {
        left++;
      }
      while ((work[right] ?? 0) > pivot) {
        right--;
      }
      if (left <= right) {
        const swapped = work[left] ?? 0;
        work[left++] = work[right] ?? 0;
        work[right--] = swapped;
      }
    }
    if (target <= right) {
      high = right;
    } else if (target >= left) {
      low = left;
    } else {
      break;
    }
  }
  return work[target] ?? 0;
}
