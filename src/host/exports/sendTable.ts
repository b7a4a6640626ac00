import type { CancellationToken } from 'vscode';
import type { Cell } from '../../common/exports/table';
import type { WorkerClient } from '../../common/processes';
import {
  addRows,
  beginTable,
  dropTable,
  endTable,
  type TableTarget,
} from '../../common/protocol/model/writeTable';
import { rowBatches } from './rowBatches';

/** A table that was written. */
export interface SentTable {
  readonly rows: number;
  /** Absolute paths. */
  readonly files: readonly string[];
}

/**
 * Has a table written by another process. Its rows are made and sent batch by batch, the next when the
 * one before was taken, so that a table of any length leaves the extension host free.
 * @throws TokenscopeError `Cancelled`, `DiskFull`, `FileNotWritten`, `ProcessDied`; no file is changed then.
 */
export async function sendTable(
  worker: Pick<WorkerClient, 'request' | 'notify'>,
  target: TableTarget,
  rows: Iterable<readonly Cell[]>,
  token: CancellationToken,
): Promise<SentTable> {
  const table = crypto.randomUUID();
  try {
    await worker.request(beginTable, { table, ...target }, token);
    let count = 0;
    for (const batch of rowBatches(rows)) {
      await worker.request(addRows, { table, rows: batch }, token);
      count += batch.length;
    }
    // Not to be cancelled: the file may be at its place already.
    return { rows: count, files: await worker.request(endTable, { table }) };
  } catch (error) {
    worker.notify(dropTable, { table });
    throw error;
  }
}
