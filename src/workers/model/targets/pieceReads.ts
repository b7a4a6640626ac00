import type { TargetScoring } from '../../../common/protocol/model/targets';
import type { TokenRow } from '../encoder/runRows';
import type { ScoreReads, TokenScore } from '../masked/scoreReads';

/**
 * Has a target of one or several pieces scored at a mask (measures: target ids). As many masks as it
 * has pieces stand in its place.
 * - `all_masked`: Σ_i ln p(piece_i | all of them masked), one pass.
 * - `pll_l2r` (within-word left to right, Kauf & Ivanova 2023): Σ_i ln p(piece_i | the pieces before
 *   it written in, it and the later ones masked).
 * @param row tokens with one mask at `position`; @param ids of the target, at least one.
 * @returns gives ln p, and the rank of a single piece (0 for several), once the reads are through.
 */
export function pieceReads(
  reads: ScoreReads,
  row: TokenRow,
  position: number,
  maskId: number,
  ids: readonly number[],
  scoring: TargetScoring,
): () => TokenScore {
  const masks = ids.map(() => maskId);
  const pieces = ids.map((id, index) => {
    const written = scoring === 'pll_l2r' ? ids.slice(0, index) : [];
    const filling = [...written, ...masks.slice(written.length)];
    return reads.token(filled(row, position, filling), position + index, id);
  });
  return () => {
    const scores = pieces.map((piece) => piece());
    return {
      logProb: scores.reduce((sum, { logProb }) => sum + logProb, 0),
      rank: scores.length === 1 ? (scores[0]?.rank ?? 0) : 0,
    };
  };
}

/** The row with these tokens in place of the one at `position`. */
function filled(row: TokenRow, position: number, filling: readonly number[]): TokenRow {
  const replaced = (list: readonly number[], part: readonly number[]): number[] => [
    ...list.slice(0, position),
    ...part,
    ...list.slice(position + 1),
  ];
  const typeId = row.typeIds[position] ?? 0;
  return {
    ids: replaced(row.ids, filling),
    typeIds: replaced(
      row.typeIds,
      filling.map(() => typeId),
    ),
  };
}
