import { TokenscopeError } from '../../../common/errors';
import {
  leastRowsOfLabel,
  maximumLabels,
  maximumTrainingRows,
} from '../../../common/trainedHead/limits';
import type { LabelledRow, LabelledRows } from './labelledRows';

/**
 * Takes the rows that have a text and a label, counts the others, and checks that a head can be trained
 * and tested on them. Reads no further than the first row too many.
 * @param source name of the file or document, for the errors.
 * @param rows labels and groups trimmed; empty where missing.
 * @throws TokenscopeError `GroupMissing`, `TooManyRows`, `TooManyLabels`, `NoLabelledRows`, `OneLabel`,
 * `LabelTooRare`, `OneGroup`, or what `rows` throws.
 */
export async function collectRows(
  source: string,
  rows: AsyncIterable<LabelledRow> | Iterable<LabelledRow>,
): Promise<LabelledRows> {
  const taken: LabelledRow[] = [];
  const counts = new Map<string, number>();
  const skipped = { noLabel: 0, noText: 0 };
  for await (const row of rows) {
    if (row.label === '') {
      skipped.noLabel++;
    } else if (row.text.trim() === '') {
      skipped.noText++;
    } else {
      if (row.group === '') {
        throw new TokenscopeError('GroupMissing', { source, line: row.line });
      }
      taken.push(row);
      counts.set(row.label, (counts.get(row.label) ?? 0) + 1);
      if (taken.length > maximumTrainingRows) {
        throw new TokenscopeError('TooManyRows', { source, limit: maximumTrainingRows });
      }
      if (counts.size > maximumLabels) {
        throw new TokenscopeError('TooManyLabels', { source, limit: maximumLabels });
      }
    }
  }
  if (taken.length === 0) {
    throw new TokenscopeError('NoLabelledRows', { source, ...skipped });
  }
  checkLabels(source, counts);
  checkGroups(source, taken);
  return { rows: taken, skipped };
}

function checkLabels(source: string, counts: ReadonlyMap<string, number>): void {
  for (const [label, rows] of counts) {
    if (counts.size === 1) {
      throw new TokenscopeError('OneLabel', { source, label, rows });
    }
    if (rows < leastRowsOfLabel) {
      throw new TokenscopeError('LabelTooRare', { source, label, rows, least: leastRowsOfLabel });
    }
  }
}

function checkGroups(source: string, rows: readonly LabelledRow[]): void {
  const group = rows[0]?.group ?? null;
  if (group !== null && rows.every((row) => row.group === group)) {
    throw new TokenscopeError('OneGroup', { source, group });
  }
}
