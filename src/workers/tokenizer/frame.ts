import { TokenscopeError } from '../../common/errors';
import type { FramePart } from '../../common/protocol/tokenizer/workbench';
import type { OpenTokenizer } from '../tokenization/tokenizerFile';

/**
 * How the tokenizer puts special tokens around a text or a pair of texts: learned from what it makes
 * of two short ones, so that long texts can be encoded in pieces and framed afterwards.
 * @throws TokenscopeError `Internal` when the short texts show no such order.
 */
export async function frameOf(
  { tokenizer }: OpenTokenizer,
  pair: boolean,
  addSpecialTokens: boolean,
): Promise<readonly FramePart[]> {
  const encoding = await tokenizer.encode('a', pair ? 'a' : null, { addSpecialTokens });
  const ids = encoding.getIds();
  const typeIds = encoding.getTypeIds();
  const parts: FramePart[] = [];
  encoding.getSequenceIds().forEach((sequence, index) => {
    const typeId = typeIds[index] ?? 0;
    if (sequence === 0 || sequence === 1) {
      const last = parts.at(-1);
      if (last === undefined || !('sequence' in last) || last.sequence !== sequence) {
        parts.push({ sequence, typeId });
      }
    } else {
      parts.push({ id: ids[index] ?? 0, typeId });
    }
  });
  const sequences = parts.flatMap((part) => ('sequence' in part ? [part.sequence] : []));
  if (sequences.join() !== (pair ? '0,1' : '0')) {
    throw new TokenscopeError('Internal', { reason: 'special tokens in an unforeseen order' });
  }
  return parts;
}

/** Number of special tokens in a frame. */
export function frameSize(frame: readonly FramePart[]): number {
  return frame.filter((part) => 'id' in part).length;
}
