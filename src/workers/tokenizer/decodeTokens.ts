import { isTokenscopeError } from '../../common/errors';
import {
  maximumDecodedRows,
  type DecodeTokensResult,
} from '../../common/protocol/tokenizer/encode';
import type { OpenTokenizer } from '../tokenization/tokenizerFile';
import { checkIdCount } from './decode';
import { decodedPieces } from './decodedPieces';

/**
 * Answers `tokenizer/decodeTokens`.
 * @throws TokenscopeError `TooLong`, or `InvalidParameter` for anything but a list.
 */
export async function decodeById(
  open: OpenTokenizer,
  ids: readonly number[],
  skipSpecialTokens: boolean,
): Promise<DecodeTokensResult> {
  checkIdCount(ids, maximumDecodedRows);
  const tokens = ids.map((id) => tokenOrNull(open, id));
  const bad = tokens.flatMap((token, index) => (token === null ? [index] : []));
  const kept = ids.flatMap((id, index) =>
    tokens[index] === null || (skipSpecialTokens && open.specialIds.has(id)) ? [] : [index],
  );
  const keptIds = kept.map((index) => ids[index] ?? 0);
  const text = await open.tokenizer.decode(keptIds, false);
  return {
    text,
    tokens,
    special: Uint8Array.from(ids, (id) => (open.specialIds.has(id) ? 1 : 0)),
    pieces: spread(kept, await decodedPieces(open, keptIds, text), ids.length),
    bad: Uint32Array.from(bad),
  };
}

function tokenOrNull(open: OpenTokenizer, id: number): string | null {
  try {
    return open.token(id);
  } catch (error) {
    if (isTokenscopeError(error, 'InvalidParameter')) {
      return null;
    }
    throw error;
  }
}

/** The pieces at their places among all ids. */
function spread(
  places: readonly number[],
  pieces: readonly (string | null)[] | null,
  length: number,
): (string | null)[] {
  if (pieces === null) {
    return [];
  }
  const all = new Array<string | null>(length).fill('');
  places.forEach((place, index) => {
    all[place] = pieces[index] ?? null;
  });
  return all;
}
