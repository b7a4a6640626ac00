import { TokenscopeError } from '../../common/errors';
import type { OffsetRange } from '../../common/protocol/tokenizer/tokens';
import type { Snapshot } from './documents';
import { pieceEnd, pieceSize, type PieceSize } from './cuts';
import type { CutRule } from './cutRule';
import type { CuttingTokenizer } from './tokenizers';

/** A piece of a selection: offsets into the document. */
export interface Piece extends OffsetRange {
  /** Whether the selection begins with it. */
  readonly first: boolean;
}

/** The pieces of one selection, found as far as they are asked for and then remembered. */
export class Pieces implements Iterable<Piece> {
  readonly #ends: number[] = [];

  constructor(
    private readonly text: string,
    private readonly selection: OffsetRange,
    private readonly rule: CutRule | null,
    private readonly size: PieceSize = pieceSize,
  ) {}

  *[Symbol.iterator](): Iterator<Piece> {
    const { start: selectionStart, end: selectionEnd } = this.selection;
    let start = selectionStart;
    for (let index = 0; start < selectionEnd; index++) {
      const end = (this.#ends[index] ??=
        this.rule === null
          ? selectionEnd
          : pieceEnd(this.text, start, selectionEnd, this.rule, this.size));
      yield { start, end, first: index === 0 };
      start = end;
    }
  }
}

/** UTF-16 units that are encoded in one go at most: they take about 150 MB for that time. */
const maximumWhole = 1_000_000;

const remembered = new WeakMap<Snapshot, Map<string, Pieces>>();

/**
 * The pieces of a selection of a document. Those of long selections are remembered as long as the
 * document stays as it is: every scroll of the editor asks for them again.
 * @throws TokenscopeError `TooLongToEncodeWhole` where the tokenizer admits no pieces.
 */
export function piecesOf(
  snapshot: Snapshot,
  selection: OffsetRange,
  { id, file, rule }: CuttingTokenizer,
): Pieces {
  const { start, end } = selection;
  if (rule === null && end - start > maximumWhole) {
    throw new TokenscopeError('TooLongToEncodeWhole', { tokenizer: id, limit: maximumWhole });
  }
  if (end - start <= pieceSize.maximum) {
    return new Pieces(snapshot.text, selection, rule);
  }
  const known = remembered.get(snapshot) ?? new Map<string, Pieces>();
  remembered.set(snapshot, known);
  const key = `${start} ${end} ${file}`;
  const pieces = known.get(key) ?? new Pieces(snapshot.text, selection, rule);
  known.set(key, pieces);
  return pieces;
}
