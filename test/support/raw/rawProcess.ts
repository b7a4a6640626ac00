import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import { runBert, type BertTask } from './rawBert';
import { runDecoding, type DecodingTask } from './rawDecoding';
import type { RawAnswer } from './rawModel';
import { runWindows, type ReadingTask } from './rawReading';

export type RawTask = BertTask | DecodingTask | ReadingTask;

/** Another process, which runs the raw libraries: a bench is compared with it. */
export class RawProcess {
  readonly #child: ChildProcess;

  /** @param file of the bench, which calls {@link serveRaw} where {@link isRaw} says so. */
  constructor(file: string) {
    this.#child = fork(file, ['raw'], {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  }

  async run(task: RawTask): Promise<RawAnswer> {
    this.#child.send(task);
    const [answer] = (await once(this.#child, 'message')) as [RawAnswer];
    return answer;
  }

  stop(): void {
    this.#child.disconnect();
  }
}

/** Whether this is the process of a {@link RawProcess}. */
export function isRaw(): boolean {
  return process.argv[2] === 'raw';
}

/** Answers tasks, at the priority of the model process. */
export function serveRaw(): void {
  os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
  process.on('message', (task: RawTask) => {
    void runTask(task).then((answer) => process.send?.(answer));
  });
}

function runTask(task: RawTask): Promise<RawAnswer> {
  switch (task.kind) {
    case 'bert':
      return runBert(task);
    case 'windows':
      return runWindows(task);
    case 'loop':
    case 'generate':
      return runDecoding(task);
  }
}
