import { TokenscopeError } from '../../../common/errors';
import type { TargetsParams } from '../../../common/protocol/model/targets';
import type { TokenRow } from '../encoder/runRows';
import type { MaskedText, SeenMask } from '../fillMask/maskedText';

/**
 * Positions of the tokens of the attribute: those that overlap its range.
 * @returns none when there is no attribute.
 * @throws TokenscopeError `AttributeOutside` when the model saw no token of it, or when it covers the gap.
 */
export function attributePositions(
  seen: MaskedText,
  gap: SeenMask,
  { attribute, text }: TargetsParams,
): number[] {
  if (attribute === null) {
    return [];
  }
  const { start, end } = attribute;
  const positions = seen.ids.flatMap((_, position) => {
    const from = seen.starts[position] ?? 0;
    const to = seen.ends[position] ?? 0;
    return from < to && from < end && to > start ? [position] : [];
  });
  if (positions.length === 0 || positions.includes(gap.position)) {
    throw new TokenscopeError('AttributeOutside', {
      attribute: text.slice(start, end).slice(0, 60),
    });
  }
  return positions;
}

/** The same text with every token of the attribute masked (Kurita et al. 2019: the prior). */
export function withPrior(row: TokenRow, attribute: readonly number[], maskId: number): TokenRow {
  const masked = new Set(attribute);
  return {
    ids: row.ids.map((id, position) => (masked.has(position) ? maskId : id)),
    typeIds: row.typeIds,
  };
}
