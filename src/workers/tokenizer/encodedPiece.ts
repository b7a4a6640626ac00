import { encodeText, type EncodedText } from '../tokenization/encodeText';
import type { OpenTokenizer } from '../tokenization/tokenizerFile';
import type { CutRule } from './cutRule';
import { discardBytes } from './garbage';

/** Tokens of one piece; offsets are UTF-16 units from the start of the piece. */
export interface EncodedPiece extends EncodedText {
  /** How many of the tokens are the unknown token. */
  readonly unknown: number;
}

/** What the library holds for a UTF-16 unit of text until its result is freed, about. */
export const libraryBytes = 150;

/**
 * Encodes one piece of a text.
 * @param lead of the tokenizer's {@link CutRule}, for every piece but the first.
 */
export async function encodePiece(
  open: OpenTokenizer,
  piece: string,
  lead: CutRule['lead'],
): Promise<EncodedPiece> {
  const encoded =
    lead === null
      ? await encodeText(open, piece)
      : withoutLead(await encodeText(open, lead.text + piece), lead);
  discardBytes(libraryBytes * piece.length);
  return { ...encoded, unknown: countOf(open.unknownId, encoded.ids) };
}

/** Memory that a piece takes, in bytes. */
export function pieceBytes({ ids }: EncodedPiece): number {
  return 3 * ids.byteLength;
}

function withoutLead(
  { ids, starts, ends }: EncodedText,
  { text, tokens }: NonNullable<CutRule['lead']>,
): EncodedText {
  return {
    ids: ids.slice(tokens),
    starts: starts.slice(tokens).map((start) => start - text.length),
    ends: ends.slice(tokens).map((end) => end - text.length),
  };
}

function countOf(id: number | null, ids: Uint32Array): number {
  return id === null ? 0 : ids.reduce((count, other) => count + (other === id ? 1 : 0), 0);
}
