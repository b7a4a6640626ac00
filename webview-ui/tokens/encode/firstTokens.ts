import type { EncodeRow } from '../../../src/common/protocol/views/encode';

/** The rows up to their first `count` tokens; rows that are whole stay the same objects. */
export function firstTokens(rows: readonly EncodeRow[], count: number): EncodeRow[] {
  const first: EncodeRow[] = [];
  let left = count;
  for (const row of rows) {
    if (left <= 0) break;
    first.push(row.ids.length <= left ? row : cut(row, left));
    left -= row.ids.length;
  }
  return first;
}

function cut(row: EncodeRow, count: number): EncodeRow {
  return {
    text: row.text,
    length: row.length,
    ids: row.ids.slice(0, count),
    tokens: row.tokens.slice(0, count),
    typeIds: row.typeIds.slice(0, count),
    attentionMask: row.attentionMask.slice(0, count),
    specialTokensMask: row.specialTokensMask.slice(0, count),
    sequences: row.sequences.slice(0, count),
    starts: row.starts.slice(0, count),
    ends: row.ends.slice(0, count),
    wordIds: row.wordIds.slice(0, count),
  };
}
