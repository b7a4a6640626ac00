import { parentPort, workerData } from 'node:worker_threads';
import { toTokenscopeError } from '../../../common/errors';
import { readRows, type RowReadings } from './readRows';

/** Rows for the thread to read: logits [rows, vocabulary], and the id of the token that follows each. */
export interface RowsToRead {
  readonly logits: Float32Array;
  readonly targets: Int32Array;
}

export type ReadingAnswer =
  | { readonly readings: RowReadings }
  | { readonly error: { readonly reason: string } };

const boundary = Float32Array.from(workerData as Uint8Array);
parentPort?.on('message', ({ logits, targets }: RowsToRead) => {
  parentPort?.postMessage(answerTo(logits, targets));
});

function answerTo(logits: Float32Array, targets: Int32Array): ReadingAnswer {
  try {
    return { readings: readRows(logits, targets, boundary) };
  } catch (error) {
    const { args, message } = toTokenscopeError(error);
    return { error: { reason: 'reason' in args ? args.reason : message } };
  }
}
