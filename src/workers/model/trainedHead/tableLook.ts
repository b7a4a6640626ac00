import type { TableLook } from '../../../common/protocol/model/lookAtTable';
import { maximumLabels } from '../../../common/trainedHead/limits';
import { readRecords } from './table';

/** Rows that are looked at. */
const rowsLookedAt = 1000;

const labelName = /label|class|categor|topic|sentiment|stance|frame|code|annotation/i;
const groupName = /group|author|speaker|source|document|doc_?id|participant|user|outlet|article/i;

/** Answers `trainedHead/look`. @throws TokenscopeError as `readRecords` does. */
export async function tableLook({ file }: { readonly file: string }): Promise<TableLook> {
  let columns: readonly string[] | null = null;
  const rows: (readonly string[])[] = [];
  let more = false;
  for await (const { cells } of readRecords(file)) {
    if (columns === null) {
      columns = cells.map((name) => name.trim());
    } else if (rows.length < rowsLookedAt) {
      rows.push(cells);
    } else {
      more = true;
      break;
    }
  }
  const names = columns ?? [];
  return { columns: names, rows: rows.length, more, guess: guessColumns(names, rows) };
}

/**
 * The text has the longest cells; labels repeat, and are told by their name where several columns do; groups
 * are told by their name alone.
 */
function guessColumns(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): TableLook['guess'] {
  const facts = columns.map((name, place) => {
    const cells = rows.map((cells) => (cells[place] ?? '').trim()).filter((cell) => cell !== '');
    const length = cells.reduce((sum, cell) => sum + cell.length, 0) / Math.max(1, cells.length);
    return { name, length, filled: cells.length, different: new Set(cells).size };
  });
  const longest = facts.toSorted((a, b) => b.length - a.length)[0];
  const text = longest && longest.length > 0 ? longest.name : null;
  const repeating = facts.filter(
    ({ name, different, filled }) =>
      name !== text && different >= 2 && different <= Math.min(maximumLabels, filled / 2),
  );
  const label =
    repeating.find(({ name }) => labelName.test(name)) ??
    repeating.toSorted((a, b) => a.different - b.different)[0];
  const group = repeating.find(
    ({ name, different }) => name !== label?.name && groupName.test(name) && different > 1,
  );
  return { text, label: label?.name ?? null, group: group?.name ?? null };
}
