import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type CancellationToken,
  type MessageConnection,
  type RequestType,
} from 'vscode-jsonrpc/node';
import { bundledModels, modelRef } from '../../src/common/models/modelCatalog';
import type { ModelRef } from '../../src/common/protocol/model/models';
import { fromResponseError } from '../../src/common/rpc/errors';

/** A bundled model as the host would name it. Tests run with the repository as working directory. */
export function bundledModel(id: string): ModelRef {
  const model = bundledModels.find((entry) => entry.id === id);
  if (model === undefined) throw new Error(`no bundled model ${id}`);
  return modelRef(model, path.resolve('models', id));
}

/** The model process, forked from its bundle under plain Node, with a connection to it. */
export class ModelProcess {
  readonly child: ChildProcess;
  readonly connection: MessageConnection;
  /** Everything that it wrote to its log. */
  log = '';

  constructor() {
    this.child = fork(path.resolve('dist', 'model.js'), {
      serialization: 'advanced',
      execArgv: [],
      // As the host does: freed weights go back to the system (glibc).
      env: { ...process.env, MALLOC_MMAP_THRESHOLD_: '1048576' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.log += chunk.toString()));
    }
    this.connection = createMessageConnection(
      new IPCMessageReader(this.child),
      new IPCMessageWriter(this.child),
    );
    this.connection.listen();
  }

  /** Sends a request. Rejects with the `TokenscopeError` that the process answered. */
  async request<P, R>(
    type: RequestType<P, R, unknown>,
    params: P,
    token?: CancellationToken,
  ): Promise<R> {
    try {
      // An undefined token would be sent as a second parameter.
      return await (token === undefined
        ? this.connection.sendRequest<R>(type.method, params)
        : this.connection.sendRequest<R>(type.method, params, token));
    } catch (error) {
      throw fromResponseError(error);
    }
  }

  /** Closes the channel and waits for the process to end. @returns its exit code. */
  async stop(): Promise<number | null> {
    if (this.child.exitCode !== null) return this.child.exitCode;
    const exited = once(this.child, 'exit');
    this.connection.dispose();
    if (this.child.connected) this.child.disconnect();
    const [code] = (await exited) as [number | null];
    return code;
  }
}
