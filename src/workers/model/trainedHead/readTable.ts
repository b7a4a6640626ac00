import { basename } from 'node:path';
import { TokenscopeError } from '../../../common/errors';
import type { TableColumns } from '../../../common/protocol/model/lookAtTable';
import type { LabelledRow } from './labelledRows';
import { readRecords } from './table';

/**
 * The rows of a table, however many, as they are read (`readRecords` says which files it takes).
 * Labels and groups are trimmed; texts are as they are.
 * @throws TokenscopeError `ColumnMissing`, `ColumnRepeated`, or what `readRecords` throws.
 */
export async function* tableRows(file: string, columns: TableColumns): AsyncGenerator<LabelledRow> {
  const records = readRecords(file);
  const first = await records.next();
  const header = first.done === true ? [] : first.value.cells.map((name) => name.trim());
  const place = (column: string): number => columnPlace(basename(file), header, column);
  const text = place(columns.text);
  const label = columns.label === null ? null : place(columns.label);
  const group = columns.group === null ? null : place(columns.group);
  for await (const { cells, line } of records) {
    yield {
      text: cells[text] ?? '',
      label: label === null ? '' : (cells[label] ?? '').trim(),
      group: group === null ? null : (cells[group] ?? '').trim(),
      line,
    };
  }
}

/**
 * Place of a column in the header, counted from 0.
 * @throws TokenscopeError `ColumnMissing` or `ColumnRepeated`.
 */
export function columnPlace(file: string, header: readonly string[], column: string): number {
  const place = header.indexOf(column.trim());
  if (place < 0) {
    throw new TokenscopeError('ColumnMissing', { file, column, columns: header });
  }
  if (header.includes(column.trim(), place + 1)) {
    throw new TokenscopeError('ColumnRepeated', { file, column });
  }
  return place;
}
