import type { ReadingWindow } from '../../../common/measures/slidingWindows';
import { CausalSession } from '../completion/causalSession';
import type { OpenModel } from '../models/openModel';

/** Tokens that are fed together at most: the logits of 64 tokens of GPT-2 are 13 MB, of 512 103 MB. */
export const chunkTokens = 64;

/** Logits before tokens that are scored. */
export interface WindowRows {
  /** Index of the token that the first row is of; those of the others follow. */
  readonly first: number;
  readonly count: number;
  /** float32 [count, vocabulary]; who gets them may take their memory. */
  readonly logits: Float32Array;
}

/**
 * Feeds a window from empty caches, chunk by chunk.
 * @param onChunk told how many tokens were fed, and the rows among theirs that are scored, null for none;
 * awaited.
 * @throws TokenscopeError as {@link CausalSession} does.
 */
export async function readWindow(
  model: OpenModel,
  ids: Uint32Array,
  { start, end, scoredStart, scoredEnd }: ReadingWindow,
  onChunk: (fed: number, rows: WindowRows | null) => Promise<void>,
): Promise<void> {
  const session = new CausalSession(model.session, model.ref.id, model.ref.contextLength);
  try {
    for (let from = start; from < end; from += chunkTokens) {
      const chunk = Array.from(ids.subarray(from, Math.min(from + chunkTokens, end)));
      const first = Math.max(from + 1, scoredStart);
      const last = Math.min(from + 1 + chunk.length, scoredEnd);
      let rows: WindowRows | null = null;
      if (first < last) {
        const logits = await session.feedAll(chunk);
        const width = logits.length / chunk.length;
        const at = (index: number): number => (index - from - 1) * width;
        rows = { first, count: last - first, logits: logits.subarray(at(first), at(last)) };
      } else {
        await session.feedUnread(chunk);
      }
      await onChunk(chunk.length, rows);
    }
  } finally {
    session.dispose();
  }
}
