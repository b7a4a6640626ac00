import { RequestType } from 'vscode-jsonrpc';

/** Names in the header of a table. */
export interface TableColumns {
  readonly text: string;
  /** Null where no labels are needed: all are empty then. */
  readonly label: string | null;
  /** Null without groups. */
  readonly group: string | null;
}

/** What a table looks like from its first rows. */
export interface TableLook {
  /** Names of the header, trimmed. */
  readonly columns: readonly string[];
  /** Rows that were looked at, the header not counted. */
  readonly rows: number;
  /** Whether there are more rows. */
  readonly more: boolean;
  /** What the columns seem to be; null where none is likely. */
  readonly guess: { readonly [Role in keyof TableColumns]: string | null };
}

/**
 * Reads the header and the first rows of a table, whose absolute path is given. `TableNotRead`,
 * `TableNotUtf8`, `TableQuoting` and the like when these cannot be read.
 */
export const lookAtTable = new RequestType<{ readonly file: string }, TableLook, unknown>(
  'trainedHead/look',
);
