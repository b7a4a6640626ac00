import { parentPort, workerData } from 'node:worker_threads';
import type { HeadSettings } from '../../../common/protocol/model/trainedHead';
import { train, type Training, type TrainingData } from './train';

/** What the thread that `trainHead` starts is given. */
export interface TrainingTask {
  readonly data: TrainingData;
  readonly settings: HeadSettings;
}

/** What it sends: shares of the work that is done, then what it learnt. An error ends it. */
export type TrainingMessage =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'done'; readonly training: Training };

const { data, settings } = workerData as TrainingTask;
const send = (message: TrainingMessage): void => parentPort?.postMessage(message);
const training = train(data, settings, (share) => send({ kind: 'progress', share }));
send({ kind: 'done', training });
