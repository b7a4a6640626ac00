import { NotificationType, RequestType } from 'vscode-jsonrpc';
import type { ProvenanceSeed } from '../../exports/provenance';
import type { Cell, Column } from '../../exports/table';

/** A table to be written, without its rows. */
export interface TableTarget {
  /** Absolute path. */
  readonly file: string;
  readonly format: 'csv' | 'json';
  readonly columns: readonly Column[];
  readonly provenance: ProvenanceSeed;
  /** The texts that were read, for their hashes in the provenance; they are not written. */
  readonly inputs: readonly string[];
}

/** Names a table while it is written. Made by the host, so that no other process knows it. */
export interface TableRef {
  readonly table: string;
}

export interface BeginTableParams extends TableTarget, TableRef {}

/**
 * Begins a table of results, whose rows follow in batches: a long one as a whole would block its
 * sender. Nothing is at its place before `exports/endTable`.
 */
export const beginTable = new RequestType<BeginTableParams, null, unknown>('exports/beginTable');

export interface AddRowsParams extends TableRef {
  /** A cell for each column, in their order. */
  readonly rows: readonly (readonly Cell[])[];
}

/**
 * Adds a batch of rows; answers when there is room for the next. `DiskFull` or `FileNotWritten`, and
 * `ProcessDied` when the table was begun in a process that is no more: nothing is changed then.
 */
export const addRows = new RequestType<AddRowsParams, null, unknown>('exports/addRows');

/**
 * Puts the table at its place, with its provenance; answers the absolute paths of the files written.
 * Fails as `exports/addRows` does.
 */
export const endTable = new RequestType<TableRef, readonly string[], unknown>('exports/endTable');

/** Gives a table up that was begun, and leaves nothing of it. */
export const dropTable = new NotificationType<TableRef>('exports/dropTable');
