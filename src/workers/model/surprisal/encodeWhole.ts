import { TokenscopeError } from '../../../common/errors';
import { readingTokens } from '../../../common/protocol/model/surprisal';
import { utf16Offsets } from '../../tokenization/offsets';
import type { OpenTokenizer } from '../../tokenization/tokenizerFile';
import { promptPieces } from '../completion/promptPieces';

/** The tokens of a text; the same index is the same token in each. */
export interface PlacedTokens {
  readonly ids: Uint32Array;
  /** UTF-16 offsets in the text. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/**
 * All tokens of a text, without special tokens around it.
 * @param breathe awaited between the pieces that a long text is encoded in.
 * @throws TokenscopeError `EmptyText`, `TooLong`, or what `breathe` throws.
 */
export async function encodeWhole(
  open: OpenTokenizer,
  text: string,
  breathe: () => Promise<void>,
): Promise<PlacedTokens> {
  const pieces: PlacedTokens[] = [];
  for (const piece of promptPieces(text)) {
    const encoding = await open.tokenizer.encode(piece.text, null, { addSpecialTokens: false });
    const { starts, ends } = utf16Offsets(piece.text, encoding.getOffsets());
    const placed = (offset: number): number => piece.start + offset;
    pieces.push({
      ids: Uint32Array.from(encoding.getIds()),
      starts: starts.map(placed),
      ends: ends.map(placed),
    });
    await breathe();
  }
  const actual = pieces.reduce((sum, { ids }) => sum + ids.length, 0);
  if (actual === 0) {
    throw new TokenscopeError('EmptyText', {});
  }
  if (actual > readingTokens) {
    throw new TokenscopeError('TooLong', { what: 'tokens', actual, limit: readingTokens });
  }
  return {
    ids: joined(pieces.map(({ ids }) => ids)),
    starts: joined(pieces.map(({ starts }) => starts)),
    ends: joined(pieces.map(({ ends }) => ends)),
  };
}

function joined(arrays: readonly Uint32Array[]): Uint32Array {
  const whole = new Uint32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    whole.set(array, at);
    at += array.length;
  }
  return whole;
}
