import type { Column } from './table';

/** Columns that tables of several tools have (measures: exports). */
export const runIdColumn: Column = {
  name: 'run_id',
  type: 'string',
  description: 'Id of the run, as in the provenance.',
};
export const docIdColumn: Column = {
  name: 'doc_id',
  type: 'string',
  description: 'Document, relative to the workspace; outside of it, its name.',
};
export const tokenColumn: Column = {
  name: 'token',
  type: 'string',
  description: "The vocabulary's own string.",
};
export const tokenIdColumn: Column = {
  name: 'token_id',
  type: 'integer',
  description: 'Id in the vocabulary.',
};
export const modelIdColumn: Column = {
  name: 'model_id',
  type: 'string',
  description: 'Model that gave the numbers.',
};
/** Whatever names a row and the model of its numbers (measures: probe rows). */
export const rowKeyColumns: readonly Column[] = [
  runIdColumn,
  { name: 'row_id', type: 'integer', description: 'Place of the row in the run, from 0.' },
  modelIdColumn,
  { name: 'revision', type: 'string', description: 'Names the exact weights.' },
  { name: 'precision', type: 'string', description: 'Precision of the weights.' },
];
export const wordColumn: Column = {
  name: 'word',
  type: 'string',
  description: 'Maximal run of non-whitespace.',
};
export const wordTokensColumn: Column = {
  name: 'n_tokens',
  type: 'integer',
  description: 'Tokens of the word and of the whitespace before it.',
};
export const startColumn: Column = {
  name: 'cp_start',
  type: 'integer',
  description: 'Start in the document, in Unicode code points from 0.',
};
export const endColumn: Column = {
  name: 'cp_end',
  type: 'integer',
  description: 'End in the document, in code points, exclusive.',
};
export const rankColumn: Column = {
  name: 'rank',
  type: 'integer',
  description: '1 + number of tokens with a larger logit.',
};
/** The likeliest token at the place of a row's token, and its probability. */
export const likeliestColumns: readonly Column[] = [
  { name: 'p_max', type: 'number', description: 'Probability of the likeliest token there.' },
  { name: 'top1', type: 'string', description: 'The likeliest token there.' },
];
