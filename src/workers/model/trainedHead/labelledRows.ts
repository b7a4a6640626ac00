import type { SkippedRows } from '../../../common/protocol/model/trainedHead';

/** A text with the label that a person gave it. */
export interface LabelledRow {
  readonly text: string;
  readonly label: string;
  /** Rows of the same group are never both trained and tested on; null without groups. */
  readonly group: string | null;
  /** Line that the row begins at, counted from 1. */
  readonly line: number;
}

export interface LabelledRows {
  readonly rows: readonly LabelledRow[];
  readonly skipped: SkippedRows;
}
