import type { ChildProcess } from 'node:child_process';
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import type { Pending } from './pendingRequest';

/** Why a process ended, for sentences and the log: `SIGKILL`, `exit code 1`, `ENOENT`. */
export interface EndOfProcess {
  readonly reason: string;
  /** The program could not even be started. */
  readonly failedToStart: boolean;
}

/** One life of a worker process: its child process, its connection and its unanswered requests. */
export class WorkerSession {
  readonly connection: MessageConnection;
  /** Sent and not answered by the process yet, whether the caller still waits or not. */
  readonly pending = new Set<Pending>();
  /** The process is in a call that blocks it, such as creating an inference session. */
  loading = false;
  /** It was told to end: its end is no crash. */
  expected = false;
  /** It was killed because it did not answer: what else waited is sent again. */
  unresponsive = false;
  #ended = false;

  constructor(
    readonly child: ChildProcess,
    onEnd: (end: EndOfProcess) => void,
  ) {
    this.connection = createMessageConnection(
      new IPCMessageReader(child),
      new IPCMessageWriter(child),
    );
    this.connection.onError(() => undefined);
    const end = (cause: EndOfProcess): void => {
      if (!this.#ended) {
        this.#ended = true;
        this.connection.dispose();
        onEnd(cause);
      }
    };
    child.once('exit', (code, signal) =>
      end({ reason: signal ?? `exit code ${code}`, failedToStart: false }),
    );
    child.once('error', (error) =>
      end({ reason: error.message, failedToStart: child.pid === undefined }),
    );
    child.once('disconnect', () => {
      // A process that lost its channel is of no use, and may hang instead of ending.
      child.kill('SIGKILL');
    });
    this.connection.listen();
  }

  /** Whether any caller waits for this process. */
  get awaited(): boolean {
    return [...this.pending].some((pending) => !pending.settled);
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}
