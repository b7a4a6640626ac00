import type { Cell } from '../../common/exports/table';

/** Milliseconds that making a batch takes at most; writing it into a message takes a few more. */
const batchMilliseconds = 8;
const batchRows = 2_000;
/** Of a message: a larger one takes too long to write. */
const batchBytes = 256 * 1024;
/** Bytes of a number in a message, and of what stands before a text. */
const cellBytes = 8;

/**
 * Cuts rows into batches, each of at least one row, that are quick to make and to send. The next is
 * made when it is asked for.
 * @param now in milliseconds; the clock, other than in tests.
 */
export function* rowBatches(
  rows: Iterable<readonly Cell[]>,
  now: () => number = () => performance.now(),
): Generator<readonly (readonly Cell[])[]> {
  let batch: (readonly Cell[])[] = [];
  let bytes = 0;
  let began = now();
  for (const row of rows) {
    batch.push(row);
    bytes += rowBytes(row);
    if (batch.length >= batchRows || bytes >= batchBytes || now() - began >= batchMilliseconds) {
      yield batch;
      batch = [];
      bytes = 0;
      began = now();
    }
  }
  if (batch.length > 0) {
    yield batch;
  }
}

function rowBytes(row: readonly Cell[]): number {
  return row.reduce<number>(
    (sum, cell) => sum + cellBytes + (typeof cell === 'string' ? cell.length : 0),
    0,
  );
}
