/** Tokens that are read together from empty caches; indexes of x_0 … x_n, ends exclusive. */
export interface ReadingWindow {
  /** The tokens that are fed. */
  readonly start: number;
  readonly end: number;
  /** The tokens that are scored: the last is predicted by the last that is fed. */
  readonly scoredStart: number;
  readonly scoredEnd: number;
}

/**
 * The windows in which x_1 … x_n are scored, each once, with at least `context - stride` tokens before it
 * where the text has them (measures: sliding window). Window k feeds x_{ks} … x_{min(ks+L, n)−1}. They
 * follow from the length of the document alone.
 * @param last n: index of the last token that is scored.
 * @param context L: tokens that the model takes.
 * @param stride s: half of the context, unless given.
 */
export function slidingWindows(
  last: number,
  context: number,
  stride = Math.max(1, Math.floor(context / 2)),
): ReadingWindow[] {
  const windows: ReadingWindow[] = [];
  let scored = 0;
  for (let start = 0; scored < last; start += stride) {
    const end = Math.min(start + context, last);
    windows.push({ start, end, scoredStart: scored + 1, scoredEnd: end + 1 });
    scored = end;
  }
  return windows;
}

/**
 * The same windows, those that score a token of a range first; both in the order of the text.
 * @param first index of the first token of the range. @param end exclusive.
 */
export function windowsSeenFirst(
  windows: readonly ReadingWindow[],
  first: number,
  end: number,
): ReadingWindow[] {
  const seen = ({ scoredStart, scoredEnd }: ReadingWindow): boolean =>
    scoredStart < end && scoredEnd > first;
  return [...windows.filter(seen), ...windows.filter((window) => !seen(window))];
}
