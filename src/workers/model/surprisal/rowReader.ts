import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { TokenscopeError } from '../../../common/errors';
import type { ReadingAnswer, RowsToRead } from './readingThread';
import type { RowReadings } from './readRows';

/**
 * Reads rows of logits in a thread of its own, so that the model computes the next ones meanwhile:
 * reading 50,000 logits takes a small model's reading an eighth longer.
 */
export class RowReader {
  readonly #thread: Worker;
  #settle: { resolve(readings: RowReadings): void; reject(error: unknown): void } | null = null;

  /**
   * @param boundary 1 for each token of B, [vocabulary].
   * @param threadFile the bundle of `readingThread.ts`.
   */
  constructor(boundary: Uint8Array, threadFile = path.join(__dirname, 'readingThread.js')) {
    this.#thread = new Worker(threadFile, { workerData: boundary });
    this.#thread.on('message', (answer: ReadingAnswer) => {
      const settle = this.#settle;
      this.#settle = null;
      if ('error' in answer) {
        settle?.reject(new TokenscopeError('Internal', answer.error));
      } else {
        settle?.resolve(answer.readings);
      }
    });
    this.#thread.on('error', (error) => this.#fail(String(error)));
    this.#thread.on('exit', () => this.#fail('the reading thread ended'));
  }

  /**
   * Reads rows, one call at a time.
   * @param logits float32 [rows, vocabulary]; their memory goes to the thread.
   * @param targets id of the token that follows each row; -1 for none.
   * @throws TokenscopeError `Internal` when they are not numbers or the thread ended.
   */
  read(logits: Float32Array, targets: Int32Array): Promise<RowReadings> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      const rows: RowsToRead = { logits, targets };
      this.#thread.postMessage(rows, [logits.buffer as ArrayBuffer]);
    });
  }

  dispose(): void {
    void this.#thread.terminate();
  }

  #fail(reason: string): void {
    this.#settle?.reject(new TokenscopeError('Internal', { reason }));
    this.#settle = null;
  }
}
