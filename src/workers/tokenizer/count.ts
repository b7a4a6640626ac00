import { setImmediate } from 'node:timers/promises';
import type { OffsetRange } from '../../common/protocol/tokenizer/tokens';
import type { Snapshot } from './documents';
import type { PieceCount } from './pieceCache';
import type { PieceEncoder } from './pieceEncoder';
import { piecesOf, type Piece } from './pieces';
import type { CuttingTokenizer } from './tokenizers';

/** Progress is reported at most this often, in milliseconds. */
const progressInterval = 50;
/** Other requests are let in at least this often, in milliseconds. */
const turnInterval = 8;

export interface CountOptions {
  readonly signal: AbortSignal;
  /** Gets the share done, from 0 to 1. */
  readonly progress?: (share: number) => void;
}

/** Counts the tokens of the selections, piece by piece, two at a time. */
export async function countTokens(
  encoder: PieceEncoder,
  tokenizer: CuttingTokenizer,
  snapshot: Snapshot,
  selections: readonly OffsetRange[],
  { signal, progress }: CountOptions,
): Promise<PieceCount> {
  const total = selections.reduce((units, { start, end }) => units + end - start, 0);
  const pieces = allPieces(snapshot, tokenizer, selections);
  const turns = new Turns();
  let tokens = 0;
  let unknown = 0;
  let units = 0;
  let reported = Date.now();
  const work = async (): Promise<void> => {
    for (const piece of pieces) {
      const count = await encoder.count(tokenizer, snapshot.text, piece, {
        signal,
        urgent: false,
      });
      tokens += count.tokens;
      unknown += count.unknown;
      units += piece.end - piece.start;
      if (progress !== undefined && Date.now() - reported >= progressInterval) {
        reported = Date.now();
        progress(units / total);
      }
      await turns.yieldIfDue();
      signal.throwIfAborted();
    }
  };
  // Both take their next piece from the same iterator.
  await Promise.all([work(), work()]);
  return { tokens, unknown };
}

function* allPieces(
  snapshot: Snapshot,
  tokenizer: CuttingTokenizer,
  selections: readonly OffsetRange[],
): Generator<Piece, void, undefined> {
  for (const selection of selections) {
    yield* piecesOf(snapshot, selection, tokenizer);
  }
}

/** Lets the process answer others between pieces that need no waiting. */
class Turns {
  #since = performance.now();

  async yieldIfDue(): Promise<void> {
    if (performance.now() - this.#since >= turnInterval) {
      await setImmediate();
      this.#since = performance.now();
    }
  }
}
