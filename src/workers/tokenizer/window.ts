import { checkNumber } from '../../common/numbers';
import {
  SegmentFlag,
  type OffsetRange,
  type SegmentArrays,
  type WindowParams,
  type WindowResult,
} from '../../common/protocol/tokenizer/tokens';
import { checkList, checkRanges } from './check';
import type { Snapshot } from './documents';
import type { EncodedPiece } from './encodedPiece';
import type { PieceEncoder } from './pieceEncoder';
import { piecesOf, type Piece } from './pieces';
import { segmentsOf } from './segments';
import type { CuttingTokenizer } from './tokenizers';

type Parameters = Pick<WindowParams, 'selections' | 'visible' | 'maxSegments'>;

/** Answers `tokens/window`: only pieces that overlap the visible ranges are encoded. */
export async function windowOf(
  encoder: PieceEncoder,
  tokenizer: CuttingTokenizer,
  snapshot: Snapshot,
  { selections, visible, maxSegments }: Parameters,
  signal: AbortSignal,
): Promise<WindowResult> {
  const { text } = snapshot;
  checkList('selections', selections);
  checkList('visible', visible);
  checkRanges('selections', selections, text.length);
  checkNumber('maxSegments', maxSegments, { minimum: 0, maximum: 1_000_000, integer: true });
  const results: SegmentArrays[] = [];
  let left = maxSegments;
  let truncated = false;
  for (const selection of selections) {
    const collected = new SegmentList(tokenizer);
    for (const piece of piecesOf(snapshot, selection, tokenizer)) {
      if (truncated || visible.every(({ end }) => end <= piece.start)) {
        break;
      }
      if (visible.some((range) => overlap(range, piece.start, piece.end))) {
        const encoded = await encoder.encode(tokenizer, text, piece, { signal, urgent: true });
        const added = collected.add(piece, encoded, visible, left);
        left -= added.count;
        truncated = added.truncated;
      }
    }
    results.push(collected.arrays());
  }
  return { selections: results, truncated };
}

/** Segments without text are seen where they stand. */
function overlap(range: OffsetRange, start: number, end: number): boolean {
  return start === end
    ? range.start <= start && start < range.end
    : range.start < end && start < range.end;
}

/** Collects the visible segments of one selection. */
class SegmentList {
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #firstToken: number[] = [];
  readonly #ids: number[] = [];
  readonly #flags: number[] = [];
  #parity: 0 | 1 = 0;

  constructor(private readonly tokenizer: CuttingTokenizer) {}

  /** Adds at most `most` segments; tells how many, and whether there were more. */
  add(
    piece: Piece,
    { ids, starts: tokenStarts, ends: tokenEnds }: EncodedPiece,
    visible: readonly OffsetRange[],
    most: number,
  ): { count: number; truncated: boolean } {
    const { starts, ends, firstToken } = segmentsOf({
      ids,
      starts: tokenStarts,
      ends: tokenEnds,
    });
    let count = 0;
    for (let segment = 0; segment < starts.length; segment++) {
      const start = piece.start + (starts[segment] ?? 0);
      const end = piece.start + (ends[segment] ?? 0);
      if (!visible.some((range) => overlap(range, start, end))) {
        continue;
      }
      if (count === most) {
        return { count, truncated: true };
      }
      if (this.#starts.length === 0) {
        this.#parity = segment % 2 === 0 ? 0 : 1;
      }
      this.#push(start, end, ids.subarray(firstToken[segment], firstToken[segment + 1]));
      count++;
    }
    return { count, truncated: false };
  }

  arrays(): SegmentArrays {
    return {
      starts: Uint32Array.from(this.#starts),
      ends: Uint32Array.from(this.#ends),
      firstToken: Uint32Array.from([...this.#firstToken, this.#ids.length]),
      ids: Uint32Array.from(this.#ids),
      flags: Uint8Array.from(this.#flags),
      parity: this.#parity,
    };
  }

  #push(start: number, end: number, ids: Uint32Array): void {
    const { specialIds, unknownId } = this.tokenizer.open;
    this.#starts.push(start);
    this.#ends.push(end);
    this.#firstToken.push(this.#ids.length);
    let flags = 0;
    for (const id of ids) {
      this.#ids.push(id);
      flags |= specialIds.has(id) ? SegmentFlag.special : 0;
      flags |= id === unknownId ? SegmentFlag.unknown : 0;
    }
    this.#flags.push(flags);
  }
}
