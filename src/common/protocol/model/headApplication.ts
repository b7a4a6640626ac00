import { RequestType } from 'vscode-jsonrpc';
import type { ProvenanceSeed } from '../../exports/provenance';
import type { ModelRun, RunFacts } from './run';
import type { HeadSettings } from './trainedHead';

export interface HeadApplicationParams extends ModelRun {
  /** Absolute path of the head's file. */
  readonly head: string;
  /** At least one, none of them blank. */
  readonly texts: readonly string[];
}

/** What is told of the head that was applied. */
export interface AppliedHead {
  readonly labels: readonly string[];
  readonly settings: HeadSettings;
  /** Mean accuracy over the folds of its cross-validation, and that of the majority baseline. */
  readonly accuracy: number;
  readonly baselineAccuracy: number;
}

export interface HeadApplicationResult {
  readonly head: AppliedHead;
  /** For each text the probability of each label. */
  readonly probabilities: readonly (readonly number[])[];
  /** For each text, how many tokens at its end were not read since the context was full. */
  readonly dropped: readonly number[];
  readonly facts: RunFacts;
}

/**
 * Labels texts by a trained head. `HeadFileRefused` or `HeadForOtherEncoder` for a file that does not fit
 * the model, `TableNotRead` for one that cannot be read, `EmptyText`, `Cancelled` between batches.
 */
export const applyHead = new RequestType<HeadApplicationParams, HeadApplicationResult, unknown>(
  'trainedHead/apply',
);

export interface TableLabellingParams extends ModelRun {
  readonly head: string;
  /** Absolute path of the table. */
  readonly file: string;
  /** The column with the texts. */
  readonly column: string;
  readonly provenance: ProvenanceSeed;
}

/** A row as it was labelled. */
export interface LabelledExample {
  readonly text: string;
  readonly probabilities: readonly number[];
}

export interface TableLabellingResult {
  readonly head: AppliedHead;
  /** Absolute path of the table that was written. */
  readonly written: string;
  /** Rows of each label, in the order of the labels. */
  readonly counts: readonly number[];
  /** Rows without a text, which have no label. */
  readonly blank: number;
  /** Rows whose end was not read, since the context was full. */
  readonly cutRows: number;
  /** The first rows that have a text. */
  readonly examples: readonly LabelledExample[];
  readonly facts: RunFacts;
}

/**
 * Labels a column of a table, however long, by a trained head, and writes the table with all its columns,
 * the label and the probabilities as `<name>.labelled.csv` beside it, under a free name. Fails as
 * `trainedHead/apply` and reading the table fail, and with `DiskFull` or `FileNotWritten`; nothing is left
 * behind then.
 */
export const labelTable = new RequestType<TableLabellingParams, TableLabellingResult, unknown>(
  'trainedHead/labelTable',
);
