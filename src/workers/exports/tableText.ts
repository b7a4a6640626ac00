import { stringify } from 'csv-stringify/sync';
import type { Provenance } from '../../common/exports/provenance';
import type { Cell, Column } from '../../common/exports/table';

/** Rows of a table, a batch at a time; each row has a cell for each column, in their order. */
export type Rows =
  | AsyncIterable<readonly (readonly Cell[])[]>
  | Iterable<readonly (readonly Cell[])[]>;

/**
 * A table as CSV (measures: exports): RFC 4180, text fields quoted so that a word `NA` survives,
 * missing values empty, `TRUE` and `FALSE`, numbers that read back as the same doubles.
 */
export async function* csvText(columns: readonly Column[], rows: Rows): AsyncGenerator<string> {
  yield lines([columns.map(({ name }) => name)]);
  for await (const batch of rows) {
    yield lines(batch);
  }
}

/** The same table as one JSON object: `provenance`, `fields`, and `rows` as objects. */
export async function* jsonText(
  columns: readonly Column[],
  rows: Rows,
  provenance: () => Provenance,
): AsyncGenerator<string> {
  yield `{\n"fields": ${JSON.stringify(columns)},\n"rows": [`;
  let separator = '\n';
  for await (const batch of rows) {
    for (const row of batch) {
      yield separator + JSON.stringify(rowObject(columns, row));
      separator = ',\n';
    }
  }
  // Last, since it holds what is known only after the rows.
  yield `\n],\n"provenance": ${JSON.stringify(provenance(), null, 2)}\n}\n`;
}

function lines(rows: readonly (readonly Cell[])[]): string {
  return stringify(rows as Cell[][], {
    quoted_string: true,
    record_delimiter: 'windows',
    cast: { boolean: (value) => (value ? 'TRUE' : 'FALSE') },
  });
}

function rowObject(columns: readonly Column[], row: readonly Cell[]): Record<string, Cell> {
  return Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null]));
}
