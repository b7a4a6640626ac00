import type { CancellationToken } from 'vscode-jsonrpc';
import type { GeneratedToken, SamplingParams } from '../../../common/protocol/model/completion';
import type { OpenModel } from '../models/openModel';
import type { ReadPrompt } from './causalText';
import { Continuation, type Decoded, type LoopPrompt } from './continuation';
import { rowOf, withRows, type Rows } from './rows';

/** The parts of a loaded model that the loop needs. */
export type CausalModel = Pick<OpenModel, 'session' | 'ref' | 'texts' | 'endIds' | 'prompts'>;

/** A text, and the tokens of its prompt that were in the cache. */
export type LoopResult = Decoded & Pick<ReadPrompt, 'cachedTokens'>;

/**
 * Generates tokens one by one until the number asked for, an end token, a stop string or cancellation.
 * The thread is free between tokens (each run of the session waits for a turn of the event loop), so
 * that a cancellation is read there.
 * @param onToken as of {@link Continuation}.
 * @returns the tokens, why there are no more, and the tokens of the prompt that were in the cache.
 * @throws TokenscopeError `NotNumbers`, `OutOfMemory`.
 */
export async function decodeLoop(
  model: CausalModel,
  prompt: LoopPrompt,
  params: SamplingParams,
  cancellation: CancellationToken,
  onToken: (token: GeneratedToken) => void,
): Promise<LoopResult> {
  if (cancellation.isCancellationRequested) {
    return { tokens: [], stopReason: 'cancelled', cachedTokens: 0 };
  }
  const continuation = new Continuation(model, prompt, params, onToken);
  return model.prompts.use(model, prompt, async ({ text, logits, cachedTokens }) => {
    await goOn(rowOf(text), [continuation], [logits], cancellation);
    return { ...continuation.decoded(), cachedTokens };
  });
}

/** How samples are decoded. */
export interface SamplesRun {
  /** The parameters of each sample. */
  readonly params: readonly SamplingParams[];
  /** Whether a step of all samples is one run of the model. */
  readonly together: boolean;
  readonly onToken: (sample: number, token: GeneratedToken) => void;
}

/**
 * Generates several texts for one prompt side by side, as {@link decodeLoop} does one. The prompt is read
 * once and stays in the cache; samples that have ended leave the batch.
 * @returns a result for each sample.
 */
export async function decodeSamples(
  model: CausalModel,
  prompt: LoopPrompt,
  { params, together, onToken }: SamplesRun,
  cancellation: CancellationToken,
): Promise<readonly LoopResult[]> {
  if (cancellation.isCancellationRequested) {
    return params.map(() => ({ tokens: [], stopReason: 'cancelled', cachedTokens: 0 }));
  }
  const texts = params.map(
    (own, sample) => new Continuation(model, prompt, own, (token) => onToken(sample, token)),
  );
  const count = params.length;
  return withRows(model, prompt, { count, together }, async (rows, { logits, cachedTokens }) => {
    // Each changes its logits.
    const own = params.map(() => logits.slice());
    await goOn(rows, texts, own, cancellation);
    return texts.map((each, sample) => ({
      ...each.decoded(),
      cachedTokens: sample === 0 ? cachedTokens : prompt.ids.length,
    }));
  });
}

/** Steps the texts until the last has ended. @param logits behind the prompt, for each text. */
async function goOn(
  rows: Rows,
  texts: readonly Continuation[],
  logits: readonly Float32Array[],
  cancellation: CancellationToken,
): Promise<void> {
  let [going, now]: [readonly Continuation[], readonly Float32Array[] | null] = [texts, logits];
  while (now !== null) {
    const chosen: { readonly row: number; readonly id: number }[] = [];
    for (const [row, own] of now.entries()) {
      const id = going[row]?.next(own) ?? null;
      if (id !== null) {
        chosen.push({ row, id });
      }
    }
    if (chosen.length === 0 || cancellation.isCancellationRequested) {
      return;
    }
    if (chosen.length < going.length) {
      rows.select(chosen.map(({ row }) => row));
      going = chosen.flatMap(({ row }) => going[row] ?? []);
    }
    now = await rows.feed(
      chosen.map(({ id }) => id),
      cancellation,
    );
  }
}
