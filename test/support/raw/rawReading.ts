import type { ReadingWindow } from '../../../src/common/measures/slidingWindows';
import { emptyCache, int64, openRaw, presentOf, type RawAnswer, type RawModel } from './rawModel';

export interface ReadingTask {
  readonly kind: 'windows';
  readonly model: RawModel;
  readonly windows: readonly ReadingWindow[];
  /** Tokens that are fed together. */
  readonly chunk: number;
}

/**
 * One `session.run` a chunk of each window, with the key-value cache, nothing read of the logits, which are
 * asked for where a row of them is scored.
 */
export async function runWindows({ model, windows, chunk }: ReadingTask): Promise<RawAnswer> {
  const session = await openRaw(model);
  const caches = session.outputNames.filter((name) => name !== 'logits');
  const began = performance.now();
  for (const { start, end, scoredStart } of windows) {
    const past = emptyCache(session);
    for (let from = start; from < end; from += chunk) {
      const length = Math.min(chunk, end - from);
      const fed = Array.from({ length }, (_, index) => (from + index) % 5_000);
      const feeds = {
        input_ids: int64(fed),
        position_ids: int64(fed.map((_, index) => from - start + index)),
        attention_mask: int64(new Array<number>(from - start + length).fill(1)),
        ...past,
      };
      const scored = from + length >= scoredStart;
      const outputs = await session.run(feeds, scored ? session.outputNames : caches);
      for (const name of Object.keys(past)) past[name] = presentOf(outputs, name);
    }
  }
  return { milliseconds: performance.now() - began, ids: [] };
}
