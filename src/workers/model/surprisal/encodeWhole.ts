import { TokenscopeError } from '../../../common/errors';
import { utf16Offsets } from '../../tokenization/offsets';
import type { OpenTokenizer } from '../../tokenization/tokenizerFile';
import { promptPieces } from '../completion/promptPieces';

/** A token where it stands in the text, in UTF-16 units. */
export interface PlacedToken {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

/** Tokens of a run at most: the view and the history hold what the model says of each. */
const maxTokens = 10_000;

/**
 * All tokens of a text, without special tokens around it.
 * @throws TokenscopeError `EmptyText`, `TooLong`.
 */
export async function encodeWhole(open: OpenTokenizer, text: string): Promise<PlacedToken[]> {
  const tokens: PlacedToken[] = [];
  for (const piece of promptPieces(text)) {
    const encoding = await open.tokenizer.encode(piece.text, null, { addSpecialTokens: false });
    const { starts, ends } = utf16Offsets(piece.text, encoding.getOffsets());
    encoding.getIds().forEach((id, index) => {
      const start = piece.start + (starts[index] ?? 0);
      tokens.push({ id, start, end: piece.start + (ends[index] ?? 0) });
    });
  }
  if (tokens.length === 0) {
    throw new TokenscopeError('EmptyText', {});
  }
  if (tokens.length > maxTokens) {
    const actual = tokens.length;
    throw new TokenscopeError('TooLong', { what: 'tokens', actual, limit: maxTokens });
  }
  return tokens;
}
