import { RequestType } from 'vscode-jsonrpc';
import type { ErrorArguments } from '../../errors';
import type { ProvenanceSeed } from '../../exports/provenance';
import type { TableColumns } from './lookAtTable';
import type { ModelRun, RunFacts } from './run';
import type { HeadEvaluation, HeadSettings, HeldOutPredictions, SkippedRows } from './trainedHead';

/** Labelled texts: columns of a table, or lines of a document, `label: text`. */
export type LabelledSource =
  | { readonly kind: 'table'; readonly file: string; readonly columns: TableColumns }
  | { readonly kind: 'lines'; readonly name: string; readonly text: string };

export interface HeadTrainingParams extends ModelRun {
  readonly source: LabelledSource;
  readonly settings: HeadSettings;
  /** Absolute path that the head is written to; null to keep none. */
  readonly save: string | null;
  readonly provenance: ProvenanceSeed;
}

/** Why a head was trained but not written. */
export type HeadNotSaved = {
  [Code in 'DiskFull' | 'FileNotWritten']: {
    readonly code: Code;
    readonly args: ErrorArguments[Code];
  };
}['DiskFull' | 'FileNotWritten'];

/** Held-out predictions as they are kept with a result. */
export interface KeptPredictions extends Omit<HeldOutPredictions, 'probabilities'> {
  /** Rounded to six decimals; null when there are more than {@link keptProbabilities}. */
  readonly probabilities: HeldOutPredictions['probabilities'] | null;
}

/** Rows times labels: results pass through reloads whole. */
export const keptProbabilities = 30_000;

export interface HeadTrainingResult {
  readonly evaluation: HeadEvaluation;
  /** Rows that were trained on, in their order: the line that each begins at, counted from 1. */
  readonly lines: readonly number[];
  /** Different groups; null without groups. */
  readonly groups: number | null;
  readonly skipped: SkippedRows;
  /** Of the rows that were trained on. */
  readonly heldOut: KeptPredictions;
  /** Rows whose end was not read, since the context was full. */
  readonly cutRows: number;
  /** Numbers in a vector. */
  readonly width: number;
  /** SHA-256 of the file, or of the document's text in UTF-8. */
  readonly sourceSha256: string;
  /** Absolute path of the file that was written; null when there is none. */
  readonly saved: string | null;
  readonly notSaved: HeadNotSaved | null;
  readonly facts: RunFacts;
}

/**
 * Frozen encoder, trained head: makes the vectors of labelled texts, cross-validates a logistic regression
 * on them, draws its learning curve, fits it to all rows and writes it. A head that cannot be written is
 * told in the result. Fails with what reading the source fails with (`TableQuoting`, `ColumnMissing`,
 * `OneLabel`, `TooManyRows`, …), `InvalidParameter`, `MissingOutput`, or `Cancelled` at any time.
 */
export const trainHead = new RequestType<HeadTrainingParams, HeadTrainingResult, unknown>(
  'trainedHead/train',
);
