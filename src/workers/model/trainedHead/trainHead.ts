import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CancellationToken, Disposable } from 'vscode-jsonrpc';
import { TokenscopeError, toTokenscopeError } from '../../../common/errors';
import type { HeadSettings, HeldOutPredictions } from '../../../common/protocol/model/trainedHead';
import { checkHeadSettings } from './headSettings';
import { weightRows } from './logisticLoss';
import type { Matrix } from './matrix';
import type { Training } from './train';
import type { FittedHead } from './trainedHead';
import type { TrainingMessage, TrainingTask } from './trainThread';

/** Rows as `collectRows` lets them pass, with their vectors. */
export interface RowsToTrain {
  /** One for each row, all of the same width, finite. */
  readonly vectors: readonly Float32Array[];
  readonly labels: readonly string[];
  /** Null without groups. */
  readonly groups: readonly string[] | null;
}

/**
 * Frozen encoder, trained head: cross-validates and fits L2 logistic regression on vectors, in a thread
 * of its own (the optimiser cannot be interrupted; a thread can be ended at any time). The event loop is
 * free meanwhile.
 * @param onProgress called with growing shares of the work, up to 1.
 * @param threadFile the bundle of `trainThread.ts`.
 * @returns the head, and what was predicted of each row while it was held out.
 * @throws TokenscopeError `Cancelled` as soon as that is asked for, `InvalidParameter`, or `Internal` when a
 * vector is not what it must be or the thread dies.
 */
export async function trainHead(
  { vectors, labels, groups }: RowsToTrain,
  settings: HeadSettings,
  cancellation: CancellationToken,
  onProgress: (share: number) => void,
  threadFile = path.join(__dirname, 'trainThread.js'),
): Promise<{ readonly head: FittedHead; readonly heldOut: HeldOutPredictions }> {
  checkHeadSettings(settings);
  const task: TrainingTask = { data: { vectors: toMatrix(vectors), labels, groups }, settings };
  const training = await runThread(threadFile, task, cancellation, onProgress);
  return { head: toFittedHead(training, settings), heldOut: training.heldOut };
}

async function runThread(
  threadFile: string,
  task: TrainingTask,
  cancellation: CancellationToken,
  onProgress: (share: number) => void,
): Promise<Training> {
  if (cancellation.isCancellationRequested) {
    throw new TokenscopeError('Cancelled', {});
  }
  const thread = new Worker(threadFile, { workerData: task });
  let settled = false;
  const listeners: Disposable[] = [];
  try {
    return await new Promise<Training>((resolve, reject) => {
      const cancel = (): void => reject(new TokenscopeError('Cancelled', {}));
      listeners.push(cancellation.onCancellationRequested(cancel));
      thread.on('message', (message: TrainingMessage) => {
        if (message.kind === 'done') {
          resolve(message.training);
        } else if (!settled) {
          onProgress(message.share);
        }
      });
      thread.on('error', (error) => reject(toTokenscopeError(error)));
      thread.on('exit', () =>
        reject(new TokenscopeError('Internal', { reason: 'the training thread ended' })),
      );
    });
  } finally {
    settled = true;
    listeners.forEach((listener) => listener.dispose());
    void thread.terminate();
  }
}

/** The vectors in memory that the thread shares: they are not copied once more. */
function toMatrix(vectors: readonly Float32Array[]): Matrix {
  const width = vectors[0]?.length ?? 0;
  const bytes = vectors.length * width * Float32Array.BYTES_PER_ELEMENT;
  const values = new Float32Array(new SharedArrayBuffer(bytes));
  vectors.forEach((vector, row) => {
    if (vector.length !== width || !vector.every(Number.isFinite)) {
      throw new TokenscopeError('Internal', {
        reason: `vector ${row} is not of ${width} finite numbers`,
      });
    }
    values.set(vector, row * width);
  });
  return { rows: vectors.length, width, values };
}

/** What is kept of a training. */
export function toFittedHead(
  { classifier, evaluation }: Pick<Training, 'classifier' | 'evaluation'>,
  settings: HeadSettings,
): FittedHead {
  const { standardisation, regression } = classifier;
  if (regression === null) {
    throw new TokenscopeError('Internal', { reason: 'all labels are the same' });
  }
  const { mean, scale } = standardisation;
  const { parameters } = regression;
  const outputs = weightRows(evaluation.labels.length);
  const { length: width } = mean;
  return {
    labels: evaluation.labels,
    weights: Array.from({ length: outputs }, (_, output) =>
      Array.from(parameters.subarray(output * width, (output + 1) * width)),
    ),
    bias: Array.from(parameters.subarray(outputs * width)),
    standardisation: { mean: Array.from(mean), scale: Array.from(scale) },
    settings,
    evaluation,
  };
}
