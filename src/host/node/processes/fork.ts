import { fork, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Where a process's output goes, line by line; VS Code's `LogOutputChannel` is one. */
export interface LogSink {
  info(message: string): void;
  warn(message: string): void;
}

export interface ForkOptions {
  /** Name of the process, for the log. */
  readonly name: string;
  /** Absolute path of the bundled program. */
  readonly program: string;
  /** Absolute path of a Node binary; empty for the one that runs the extension host. */
  readonly runtime: string;
  readonly log: LogSink;
}

/**
 * Forks a worker program as design section 1 says: the host's own binary as plain Node, without the
 * host's debugger flags or `NODE_OPTIONS`, typed arrays kept whole (`advanced`), output to the log.
 */
export function forkWorker({ name, program, runtime, log }: ForkOptions): ChildProcess {
  const child = fork(program, [], {
    execPath: runtime === '' ? process.execPath : runtime,
    execArgv: [],
    env: {
      ...process.env,
      NODE_OPTIONS: undefined,
      ELECTRON_RUN_AS_NODE: '1',
      // glibc keeps freed blocks below a threshold that grows by itself; fixed, an unloaded model's
      // memory goes back to the system.
      MALLOC_MMAP_THRESHOLD_: '1048576',
    },
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  pipeLines(child.stdout, (line) => log.info(`[${name}] ${line}`));
  let panicked = false;
  pipeLines(child.stderr, (line) => {
    // Where the tokenizer library gave up is worth knowing; what it says next can quote the text.
    if (!panicked) {
      log.warn(`[${name}] ${line}`);
    }
    panicked ||= line.includes(' panicked at ');
  });
  return child;
}

function pipeLines(stream: Readable | null, write: (line: string) => void): void {
  if (stream !== null) {
    createInterface({ input: stream }).on('line', write);
  }
}
