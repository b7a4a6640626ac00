/**
 * Index pairs of a longest common subsequence of two rows of ids, in order. Where there are several, the
 * earliest match is taken, and of two equally long ways the one that leaves out of `first`.
 * Time and memory grow with the product of the lengths.
 */
export function commonSubsequence(
  first: readonly number[],
  second: readonly number[],
): [number, number][] {
  const width = second.length + 1;
  // lengths[i * width + j]: of the longest one of what follows i in `first` and j in `second`.
  const lengths = new Uint32Array((first.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = first.length - 1; i >= 0; i--) {
    for (let j = second.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        first[i] === second[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: [number, number][] = [];
  let i = 0;
  let j = 0;
  while (i < first.length && j < second.length) {
    if (first[i] === second[j]) {
      pairs.push([i++, j++]);
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      i++;
    } else {
      j++;
    }
  }
  return pairs;
}
