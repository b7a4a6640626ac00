import { TokenscopeError } from '../../../common/errors';
import { lensTokens, type LensPosition } from '../../../common/protocol/model/logitLens';
import { utf16Offsets } from '../../tokenization/offsets';
import type { OpenModel } from '../models/openModel';

/** The part of a text that is read. */
export interface LensText {
  readonly positions: readonly LensPosition[];
  /** Tokens further left that are not read. */
  readonly dropped: number;
}

/**
 * The tokens of a text up to the one at `focus`, the last ones where they are too many, after the token
 * that texts begin with (measures: causal models, start).
 * @param focus UTF-16 offset into the text. @throws TokenscopeError `EmptyText`.
 */
export async function lensText(model: OpenModel, text: string, focus: number): Promise<LensText> {
  if (text.trim() === '') {
    throw new TokenscopeError('EmptyText', {});
  }
  const { texts, endIds, ref } = model;
  const encoding = await model.tokenizer.tokenizer.encode(text, null, { addSpecialTokens: false });
  const ids = encoding.getIds();
  const { starts, ends } = utf16Offsets(text, encoding.getOffsets());
  const own = ids.map((id, index) => ({
    id,
    token: texts.token(id),
    special: texts.special(id),
    start: starts[index] ?? 0,
    end: ends[index] ?? 0,
    next: ids[index + 1] ?? null,
  }));
  const last = own.findLastIndex(({ start }) => start <= focus);
  const read = own.slice(0, Math.max(1, last + 1));
  const [startId] = endIds;
  const limit = Math.min(lensTokens, ref.contextLength) - (startId === undefined ? 0 : 1);
  const kept = read.slice(-limit);
  return {
    positions: startId === undefined ? kept : [startPosition(model, startId, kept), ...kept],
    dropped: read.length - kept.length,
  };
}

function startPosition(
  { texts }: OpenModel,
  id: number,
  [first]: readonly LensPosition[],
): LensPosition {
  return { id, token: texts.token(id), special: true, start: 0, end: 0, next: first?.id ?? null };
}
