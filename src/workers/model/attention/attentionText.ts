import { TokenscopeError } from '../../../common/errors';
import { attentionTokens, type AttentionToken } from '../../../common/protocol/model/attention';
import { utf16Offsets } from '../../tokenization/offsets';
import { encodeSentence } from '../encoder/encodeSentence';
import { textWindow } from '../encoder/textWindow';
import type { OpenModel } from '../models/openModel';

/** A text as its attention is read. */
export interface AttentionText {
  readonly ids: readonly number[];
  readonly tokens: readonly AttentionToken[];
  /** Whether the text goes on. */
  readonly cut: boolean;
}

/**
 * Encodes the start of a text: for masked models between their special tokens, for causal ones after
 * the token that texts begin with (measures: causal models, start).
 * @throws TokenscopeError `EmptyText`.
 */
export async function encodeForAttention(model: OpenModel, text: string): Promise<AttentionText> {
  const limit = Math.min(attentionTokens, model.ref.contextLength);
  return model.ref.task === 'text-generation'
    ? causalText(model, text, limit)
    : maskedText(model, text, limit);
}

async function maskedText(model: OpenModel, text: string, limit: number): Promise<AttentionText> {
  const short = { ...model, ref: { ...model.ref, contextLength: limit } };
  const { ids, starts, ends, sequences, dropped } = await encodeSentence(short, text);
  return {
    ids,
    tokens: ids.map((id, index) => ({
      token: model.texts.token(id),
      special: sequences[index] === -1,
      start: starts[index] ?? 0,
      end: ends[index] ?? 0,
    })),
    cut: dropped > 0 || textWindow(text, 0, limit).text.length < text.length,
  };
}

async function causalText(model: OpenModel, text: string, limit: number): Promise<AttentionText> {
  if (text.trim() === '') {
    throw new TokenscopeError('EmptyText', {});
  }
  const part = textWindow(text, 0, limit).text;
  const encoding = await model.tokenizer.tokenizer.encode(part);
  const [start] = model.endIds;
  const room = limit - (start === undefined ? 0 : 1);
  const own = encoding.getIds().slice(0, room);
  const { starts, ends } = utf16Offsets(part, encoding.getOffsets().slice(0, room));
  const before =
    start === undefined
      ? []
      : [{ id: start, token: model.texts.token(start), special: true, start: 0, end: 0 }];
  const all = [
    ...before,
    ...own.map((id, index) => ({
      id,
      token: model.texts.token(id),
      special: model.texts.special(id),
      start: starts[index] ?? 0,
      end: ends[index] ?? 0,
    })),
  ];
  return {
    ids: all.map(({ id }) => id),
    tokens: all.map(({ token, special, start: from, end }) => ({
      token,
      special,
      start: from,
      end,
    })),
    cut: encoding.getLength() > room || part.length < text.length,
  };
}
