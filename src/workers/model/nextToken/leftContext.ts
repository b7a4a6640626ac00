import { TokenscopeError } from '../../../common/errors';
import type { OpenModel } from '../models/openModel';

/** A text before a place, and one in it, as tokens. */
export interface LeftContext {
  /** Read before the place, the start token first. */
  readonly contextIds: readonly number[];
  /** Of the text in the place; none when it changes the tokens before it. */
  readonly ids: readonly number[];
  readonly changesLeft: boolean;
  /** Tokens further left that do not fit in the context. */
  readonly dropped: number;
}

/**
 * Encodes what a causal model reads before a place (measures: x_0 is the start token), with room for
 * the tokens of the target.
 * @param target text in the place, with the whitespace that leads to it.
 * @throws TokenscopeError `EmptyText` when there is nothing to read.
 */
export async function leftContext(
  model: OpenModel,
  left: string,
  target: string,
): Promise<LeftContext> {
  const before = await encode(model, left);
  const whole = await encode(model, left + target);
  const changesLeft = before.some((id, index) => whole[index] !== id);
  const ids = changesLeft ? [] : whole.slice(before.length);
  const room = Math.max(1, model.ref.contextLength - ids.length - 1);
  const read = before.slice(-room);
  const start = startId(model);
  const contextIds = start === null ? read : [start, ...read];
  if (contextIds.length === 0) {
    throw new TokenscopeError('EmptyText', {});
  }
  return { contextIds, ids, changesLeft, dropped: before.length - read.length };
}

async function encode(model: OpenModel, text: string): Promise<number[]> {
  if (text === '') {
    return [];
  }
  const encoding = await model.tokenizer.tokenizer.encode(text, null, { addSpecialTokens: false });
  return encoding.getIds();
}

/** `<|endoftext|>`, which texts of pretraining begin behind. */
function startId({ endIds }: OpenModel): number | null {
  const [id] = endIds;
  return id ?? null;
}
