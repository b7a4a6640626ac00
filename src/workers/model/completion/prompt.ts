import { TokenscopeError } from '../../../common/errors';
import { utf16Offsets } from '../../tokenization/offsets';
import type { OpenTokenizer } from '../../tokenization/tokenizerFile';
import { promptPieces } from './promptPieces';

export interface EncodedPrompt {
  /**
   * What the model reads: the end of prompt and prefix, after the tokens that its kind of text begins
   * with.
   */
  readonly ids: readonly number[];
  /** Tokens of prompt and prefix left out before that. */
  readonly dropped: number;
  /** UTF-16 offset of the first character that the model reads. */
  readonly usedFrom: number;
}

/**
 * Encodes a prompt and keeps its end, at most `limit` tokens.
 * @param limit the context length less the new tokens.
 * @param prefixIds appended to the ids of the prompt as they are.
 * @throws TokenscopeError `EmptyText` when the prompt gives no token.
 */
export async function encodePrompt(
  open: OpenTokenizer,
  prompt: string,
  limit: number,
  prefixIds: readonly number[] = [],
): Promise<EncodedPrompt> {
  const specials = await leadingSpecials(open);
  const room = Math.max(1, limit - specials.length);
  let kept: { ids: readonly number[]; starts: readonly number[] } = { ids: [], starts: [] };
  let total = 0;
  for (const { start, text } of promptPieces(prompt)) {
    const encoding = await open.tokenizer.encode(text, null, { addSpecialTokens: false });
    total += encoding.getLength();
    // Only the end counts, and offsets of long pieces are costly.
    const skip = Math.max(0, encoding.getLength() - room);
    const ids = encoding.getIds().slice(skip);
    const { starts } = utf16Offsets(text, encoding.getOffsets().slice(skip));
    kept = {
      ids: [...kept.ids, ...ids].slice(-room),
      starts: [...kept.starts, ...Array.from(starts, (unit) => unit + start)].slice(-room),
    };
  }
  if (total === 0) {
    throw new TokenscopeError('EmptyText', {});
  }
  const ids = [...kept.ids, ...prefixIds].slice(-room);
  const dropped = total + prefixIds.length - ids.length;
  // The prefix stands behind the prompt: without a token of the prompt its end is where reading begins.
  const first = kept.starts.at(Math.max(0, kept.starts.length - (ids.length - prefixIds.length)));
  return {
    ids: [...specials, ...ids],
    dropped,
    usedFrom: dropped === 0 ? 0 : (first ?? prompt.length),
  };
}

/** The special tokens that the tokenizer puts before every text; GPT-2's puts none. */
async function leadingSpecials(open: OpenTokenizer): Promise<readonly number[]> {
  const encoding = await open.tokenizer.encode('a', null, { addSpecialTokens: true });
  const textBegins = encoding
    .getSequenceIds()
    .findIndex((sequence) => typeof sequence === 'number');
  return encoding.getIds().slice(0, Math.max(0, textBegins));
}
