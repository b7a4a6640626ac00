import { RequestType } from 'vscode-jsonrpc';
import type { ProvenanceSeed } from '../../exports/provenance';
import type { Cell, Column } from '../../exports/table';

export interface WriteTableParams {
  /** Absolute path. */
  readonly file: string;
  readonly format: 'csv' | 'json';
  readonly columns: readonly Column[];
  /** A cell for each column, in their order. */
  readonly rows: readonly (readonly Cell[])[];
  readonly provenance: ProvenanceSeed;
  /** The texts that were read, for their hashes in the provenance; they are not written. */
  readonly inputs: readonly string[];
}

/**
 * Writes a table of results with its provenance; answers the absolute paths of the files written.
 * `DiskFull` or `FileNotWritten` when it cannot: nothing is changed then.
 */
export const writeTable = new RequestType<WriteTableParams, readonly string[], unknown>(
  'exports/writeTable',
);
