import { TokenscopeError } from '../../common/errors';
import type { Cell, Column } from '../../common/exports/table';

/** Characters that go onto the clipboard at most: they pass through VS Code's processes in one message. */
const mostCharacters = 4_000_000;

/**
 * A table as tab-separated lines with a header, as spreadsheets take it from the clipboard, without the
 * id of its run. Work for `inSlices`: a row at a time.
 * @param limit of characters; another one only in tests.
 * @throws TokenscopeError `TableTooLongToCopy`.
 */
export function* tabSeparated(
  columns: readonly Column[],
  rows: Iterable<readonly Cell[]>,
  limit = mostCharacters,
): Generator<void, string> {
  const shown = columns.flatMap(({ name }, index) => (name === 'run_id' ? [] : [index]));
  const lineOf = (cell: (index: number) => string): string => `${shown.map(cell).join('\t')}\n`;
  let text = lineOf((index) => columns[index]?.name ?? '');
  for (const row of rows) {
    text += lineOf((index) => cellText(row[index] ?? null));
    if (text.length > limit) {
      throw new TokenscopeError('TableTooLongToCopy', { limit });
    }
    yield;
  }
  return text;
}

function cellText(cell: Cell): string {
  return cell === null ? '' : String(cell).replace(/[\t\r\n]+/g, ' ');
}
