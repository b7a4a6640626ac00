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
