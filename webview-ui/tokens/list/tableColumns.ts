import * as l10n from '@vscode/l10n';
import type { TokenRow } from './tokenStore';
import { visibleText } from './visibleText';

/** A column of the table. */
export interface TableColumn {
  readonly key: keyof TokenRow;
  readonly title: () => string;
  readonly numeric: boolean;
  readonly text: (row: TokenRow) => string;
}

export const tableColumns: readonly TableColumn[] = [
  { key: 'index', title: () => '#', numeric: true, text: ({ index }) => String(index) },
  {
    key: 'token',
    title: () => l10n.t('Token'),
    numeric: false,
    text: ({ token }) => visibleText(token),
  },
  { key: 'id', title: () => l10n.t('Id'), numeric: true, text: ({ id }) => String(id) },
  {
    key: 'text',
    title: () => l10n.t('Text'),
    numeric: false,
    text: ({ text }) => visibleText(text),
  },
  {
    key: 'start',
    title: () => l10n.t('Span'),
    numeric: true,
    text: ({ start, end }) => (start === end ? '–' : `${start}–${end}`),
  },
  { key: 'bytes', title: () => l10n.t('Bytes'), numeric: false, text: ({ bytes }) => bytes },
  {
    key: 'word',
    title: () => l10n.t('Word'),
    numeric: true,
    text: ({ word }) => (word < 0 ? '–' : String(word)),
  },
  { key: 'type', title: () => l10n.t('Type'), numeric: false, text: ({ type }) => type },
];

/** How the table is sorted: by one column, up or down; null is text order. */
export interface TableSort {
  readonly key: keyof TokenRow;
  readonly descending: boolean;
}

/** Indexes of all tokens in the order of a sort; equal ones stay in text order. */
export function sortedIndexes(
  count: number,
  token: (index: number) => TokenRow,
  sort: TableSort | null,
): number[] {
  const indexes = Array.from({ length: count }, (_, index) => index);
  if (sort === null || (sort.key === 'index' && !sort.descending)) return indexes;
  // Read once: a comparison must not look tokens up again.
  const values = indexes.map((index) => token(index)[sort.key]);
  const sign = sort.descending ? -1 : 1;
  return indexes.sort((a, b) => sign * compare(values[a], values[b]) || a - b);
}

function compare(a: string | number | undefined, b: string | number | undefined): number {
  if (a === b) return 0;
  return (a ?? 0) < (b ?? 0) ? -1 : 1;
}
