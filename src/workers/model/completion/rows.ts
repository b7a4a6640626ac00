import type { CancellationToken } from 'vscode-jsonrpc';
import type { OpenModel } from '../models/openModel';
import type { CausalSession } from './causalSession';
import type { CausalText, ReadPrompt } from './causalText';
import type { WantedPrompt } from './promptCache';

/** Texts that go on side by side, a row each. */
export interface Rows {
  /**
   * Feeds each row its next token.
   * @returns float32 logits [vocabulary] of each row, which the caller may change and the next call ends
   * the use of; null when cancelled before all rows were fed.
   */
  feed(
    ids: readonly number[],
    cancellation: CancellationToken,
  ): Promise<readonly Float32Array[] | null>;
  /** Goes on with these of the rows, in this order; a row may come several times. */
  select(rows: readonly number[]): void;
  /** Gives the memory of the caches back. */
  dispose(): void;
}

/** One run of the model a step, all rows in its batch. */
class RowsTogether implements Rows {
  constructor(private readonly session: CausalSession) {}

  async feed(ids: readonly number[]): Promise<readonly Float32Array[]> {
    return this.session.feedRows(ids);
  }

  select(rows: readonly number[]): void {
    this.session.selectRows(rows);
  }

  dispose(): void {
    this.session.dispose();
  }
}

/** One run of the model a row and step: the shapes, and so the numbers, of each text alone. */
class RowsApart implements Rows {
  constructor(private sessions: readonly CausalSession[]) {}

  async feed(
    ids: readonly number[],
    cancellation: CancellationToken,
  ): Promise<readonly Float32Array[] | null> {
    const logits: Float32Array[] = [];
    for (const [row, session] of this.sessions.entries()) {
      if (cancellation.isCancellationRequested) {
        return null;
      }
      logits.push(await session.feed([ids[row] ?? 0]));
    }
    return logits;
  }

  select(rows: readonly number[]): void {
    const before = this.sessions;
    const used = new Set<number>();
    this.sessions = rows.flatMap((row) => {
      const session = before[row];
      if (session === undefined || !used.has(row)) {
        used.add(row);
        return session ?? [];
      }
      return session.fork(1);
    });
    before.filter((_, row) => !used.has(row)).forEach((session) => session.dispose());
  }

  dispose(): void {
    this.sessions.forEach((session) => session.dispose());
  }
}

/** The text itself as its only row. */
export function rowOf(text: CausalText): Rows {
  return {
    feed: async (ids) => [await text.feed(ids)],
    select: () => undefined,
    dispose: () => text.dispose(),
  };
}

/**
 * Rows that all begin with a text, which stays as it is.
 * @param together whether a step is one run of the model.
 */
export function rowsFrom(text: CausalText, count: number, together: boolean): Rows {
  return together
    ? new RowsTogether(text.fork(count))
    : new RowsApart(Array.from({ length: count }, () => text.fork(1)));
}

/**
 * Reads a prompt, which stays in the cache, and works with rows that all begin with it; the memory of
 * their caches is given back.
 * @param work may change the logits, which are its own.
 */
export async function withRows<T>(
  model: Pick<OpenModel, 'session' | 'ref' | 'prompts'>,
  prompt: WantedPrompt,
  { count, together }: { readonly count: number; readonly together: boolean },
  work: (rows: Rows, read: ReadPrompt) => Promise<T>,
): Promise<T> {
  const { rows, ...read } = await model.prompts.use(
    model,
    prompt,
    ({ text, logits, cachedTokens }) => ({
      rows: rowsFrom(text, count, together),
      logits: logits.slice(),
      cachedTokens,
    }),
  );
  try {
    return await work(rows, read);
  } finally {
    rows.dispose();
  }
}

/**
 * Whether the rows of a batch get the numbers that each gets alone, but for the order of sums in fp32.
 * Quantised activations (q8, and 4-bit weights at `accuracy_level` 4) and fp16 are rounded in kernels
 * that are chosen by the number of rows: 0.1 in a logit of the bundled GPT-2, so that another token can
 * be drawn.
 */
export function sameInBatch(precision: string): boolean {
  return precision === 'fp32';
}
