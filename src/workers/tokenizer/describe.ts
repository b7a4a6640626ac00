import type {
  DescribeParams,
  DescribeResult,
  TokenDetails,
} from '../../common/protocol/tokenizer/tokens';
import { tokenBytes } from '../tokenization/tokenBytes';
import { checkOffset, checkRange } from './check';
import { countTokens } from './count';
import type { Snapshot } from './documents';
import type { PieceEncoder } from './pieceEncoder';
import { piecesOf, type Piece } from './pieces';
import { segmentsOf } from './segments';
import type { CuttingTokenizer } from './tokenizers';

/** Answers `tokens/describe`. The places of tokens are known once all pieces before are counted. */
export async function describeTokens(
  encoder: PieceEncoder,
  tokenizer: CuttingTokenizer,
  snapshot: Snapshot,
  { selection, offset }: Pick<DescribeParams, 'selection' | 'offset'>,
  signal: AbortSignal,
): Promise<DescribeResult> {
  const { text } = snapshot;
  checkRange('selection', selection, text.length);
  checkOffset('offset', offset, text.length);
  const { tokens: count } = await countTokens(encoder, tokenizer, snapshot, [selection], {
    signal,
  });
  let before = 0;
  for (const piece of piecesOf(snapshot, selection, tokenizer)) {
    const priority = { signal, urgent: true };
    if (piece.start <= offset && offset < piece.end) {
      const encoded = await encoder.encode(tokenizer, text, piece, priority);
      const { starts, ends, firstToken } = segmentsOf(encoded);
      const at = offset - piece.start;
      const segment = starts.findIndex((start, index) => start <= at && at < (ends[index] ?? 0));
      if (segment === -1) {
        break;
      }
      const first = firstToken[segment] ?? 0;
      const tokens = [...encoded.ids.subarray(first, firstToken[segment + 1])].map((id, index) =>
        details(tokenizer, id, before + first + index, {
          start: piece.start + (encoded.starts[first + index] ?? 0),
          end: piece.start + (encoded.ends[first + index] ?? 0),
        }),
      );
      return { tokens, count };
    }
    before += (await encoder.count(tokenizer, text, piece, priority)).tokens;
  }
  return { tokens: [], count };
}

function details(
  { open }: CuttingTokenizer,
  id: number,
  index: number,
  { start, end }: Pick<Piece, 'start' | 'end'>,
): TokenDetails {
  const bytes = tokenBytes(open, id);
  return {
    index,
    id,
    token: open.token(id),
    start,
    end,
    text: decodeUtf8(bytes),
    bytes,
    special: open.specialIds.has(id),
    unknown: id === open.unknownId,
  };
}

/** Null where the bytes are not whole characters. */
function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
