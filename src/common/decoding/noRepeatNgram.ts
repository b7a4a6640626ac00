/**
 * No-repeat n-gram (Paulus et al. 2017), as transformers applies it: forbids every token that would
 * end an n-gram which the prompt and the text so far hold already. Changes `logits` in place:
 * forbidden ones become -∞. Where every token would be forbidden, none is.
 * @param ids prompt and text so far, in order.
 * @param size n; 1 forbids every token that was seen, 0 changes nothing.
 */
export function forbidRepeatedNgrams(
  logits: Float32Array,
  ids: readonly number[],
  size: number,
): void {
  if (size === 0) {
    return;
  }
  const forbidden = new Set<number>();
  // The last n - 1 ids begin the n-gram that the next token would end.
  const open = ids.length - (size - 1);
  for (let start = 0; start < open; start++) {
    let same = 0;
    while (same < size - 1 && ids[start + same] === ids[open + same]) {
      same++;
    }
    const next = ids[start + size - 1];
    // An id beyond the logits cannot be drawn, and is not to count among the forbidden ones.
    if (same === size - 1 && next !== undefined && next < logits.length) {
      forbidden.add(next);
    }
  }
  if (forbidden.size >= logits.length) {
    return;
  }
  for (const id of forbidden) {
    logits[id] = -Infinity;
  }
}
