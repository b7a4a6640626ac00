import type { Column } from './table';

export function stringColumn(name: string, description: string): Column {
  return { name, type: 'string', description };
}
export function integerColumn(name: string, description: string): Column {
  return { name, type: 'integer', description };
}
export function numberColumn(name: string, description: string): Column {
  return { name, type: 'number', description };
}
export function booleanColumn(name: string, description: string): Column {
  return { name, type: 'boolean', description };
}

/** Columns that tables of several tools have (measures: exports). */
export const runIdColumn = stringColumn('run_id', 'Id of the run, as in the provenance.');
export const docIdColumn = stringColumn(
  'doc_id',
  'Document, relative to the workspace; outside of it, its name.',
);
export const modelIdColumn = stringColumn('model_id', 'Model that gave the numbers.');
/** Whatever names a row and the model of its numbers (measures: probe rows). */
export const rowKeyColumns: readonly Column[] = [
  runIdColumn,
  integerColumn('row_id', 'Place of the row in the run, from 0.'),
  modelIdColumn,
  stringColumn('revision', 'Names the exact weights.'),
  stringColumn('precision', 'Precision of the weights.'),
];
export const tokenColumn = stringColumn('token', "The vocabulary's own string.");
export const tokenIdColumn = integerColumn('token_id', 'Id in the vocabulary.');
export const cpStartColumn = integerColumn(
  'cp_start',
  'Start in the document, in Unicode code points from 0.',
);
export const cpEndColumn = integerColumn(
  'cp_end',
  'End in the document, in code points, exclusive.',
);
export const wordColumn = stringColumn('word', 'Maximal run of non-whitespace.');
export const wordTokensColumn = integerColumn(
  'n_tokens',
  'Tokens of the word and of the whitespace before it.',
);
export const rankColumn = integerColumn('rank', '1 + number of tokens with a larger logit.');
export const pMaxColumn = numberColumn('p_max', 'Probability of the likeliest token there.');
/** The likeliest token at the place of a row's token, and its probability. */
export const likeliestColumns: readonly Column[] = [
  pMaxColumn,
  stringColumn('top1', 'The likeliest token there.'),
];
