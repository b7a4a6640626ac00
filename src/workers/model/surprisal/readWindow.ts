import type { ReadingWindow } from '../../../common/measures/slidingWindows';
import { CausalSession } from '../completion/causalSession';
import type { OpenModel } from '../models/openModel';

/** Tokens that are fed together at most: the logits of 64 tokens of GPT-2 are 13 MB, of 512 103 MB. */
export const chunkTokens = 64;

/**
 * Feeds a window from empty caches, chunk by chunk.
 * @param read gets the index of each scored token and the logits before it: float32 [vocabulary], a view
 * that ends with the call.
 * @param onChunk told how many tokens were fed, after they were read; awaited.
 * @throws TokenscopeError as {@link CausalSession} does.
 */
export async function readWindow(
  model: OpenModel,
  ids: readonly number[],
  { start, end, scoredStart, scoredEnd }: ReadingWindow,
  read: (index: number, logits: Float32Array) => void,
  onChunk: (fed: number) => Promise<void>,
): Promise<void> {
  const session = new CausalSession(model.session, model.ref.id, model.ref.contextLength);
  try {
    for (let from = start; from < end; from += chunkTokens) {
      const chunk = ids.slice(from, Math.min(from + chunkTokens, end));
      const rows = await session.feedAll(chunk);
      const width = rows.length / chunk.length;
      for (let place = 0; place < chunk.length; place++) {
        const index = from + place + 1;
        if (index >= scoredStart && index < scoredEnd) {
          read(index, rows.subarray(place * width, (place + 1) * width));
        }
      }
      await onChunk(chunk.length);
    }
  } finally {
    session.dispose();
  }
}
