import {
  CancellationTokenSource,
  type CancellationToken,
  type Disposable,
  type MessageConnection,
  type RequestType,
} from 'vscode-jsonrpc/node';
import { TokenscopeError } from '../../../common/errors';
import type { ProgressHandler } from '../../../common/processes';
import { fromResponseError } from '../../../common/rpc/errors';

/** How long after a lost connection the end of the process is waited for. */
const graceMilliseconds = 1_000;

/** What {@link PendingRequest} needs to know to send itself, and again to another process. */
export interface RequestCall<P, R, T> {
  readonly type: RequestType<P, R, unknown>;
  readonly params: P;
  readonly token: CancellationToken | undefined;
  readonly progress: ProgressHandler<T> | undefined;
}

/** The part of a pending request that a worker process handles, whatever its types. */
export interface Pending {
  /** The caller has its answer, though the process may not have given one yet. */
  readonly settled: boolean;
  /** Was sent a second time already. */
  readonly resent: boolean;
  /** Sends it; resolves, never rejects, once this process has answered or is gone. */
  send(connection: MessageConnection): Promise<void>;
  resend(connection: MessageConnection): Promise<void>;
  fail(error: TokenscopeError): void;
}

/** A request whose caller is settled exactly once: by the answer, by cancelling, or by the process's end. */
export class PendingRequest<P, R, T> implements Pending {
  readonly result: Promise<R>;
  #settle!: { resolve: (value: R) => void; reject: (error: TokenscopeError) => void };
  #settled = false;
  #resent = false;
  readonly #remote = new CancellationTokenSource();
  readonly #listener: Disposable | undefined;

  /** `onCancelled` is called when the caller gives up, after it was settled. */
  constructor(
    private readonly call: RequestCall<P, R, T>,
    onCancelled: () => void,
  ) {
    this.result = new Promise<R>((resolve, reject) => (this.#settle = { resolve, reject }));
    this.#listener = call.token?.onCancellationRequested(() => {
      if (!this.#settled) {
        this.fail(new TokenscopeError('Cancelled', {}));
        this.#remote.cancel();
        onCancelled();
      }
    });
  }

  get settled(): boolean {
    return this.#settled;
  }

  get resent(): boolean {
    return this.#resent;
  }

  async send(connection: MessageConnection): Promise<void> {
    const { type, params, progress } = this.call;
    const listener =
      progress &&
      connection.onProgress(progress.type, progress.token, (value) => {
        if (!this.#settled) {
          progress.handler(value);
        }
      });
    let closed: Disposable | undefined;
    const gone = new Promise<void>((resolve) => (closed = connection.onDispose(resolve)));
    const request = async (): Promise<R> =>
      await connection.sendRequest(type.method, params, this.#remote.token);
    const answered = request().then(
      (value) => this.#succeed(value),
      async (error: unknown) => {
        const known = fromResponseError(error);
        // A lost connection settles nothing at once: the end of the process, which follows,
        // decides whether this request failed or is sent again.
        if (known.code !== 'Disposed' || (await timedOut(gone, graceMilliseconds))) {
          this.fail(known);
        }
      },
    );
    await Promise.race([answered, gone]);
    closed?.dispose();
    listener?.dispose();
  }

  resend(connection: MessageConnection): Promise<void> {
    this.#resent = true;
    return this.send(connection);
  }

  fail(error: TokenscopeError): void {
    if (!this.#settled) {
      this.#finish();
      this.#settle.reject(error);
    }
  }

  #succeed(value: R): void {
    if (!this.#settled) {
      this.#finish();
      this.#settle.resolve(value);
    }
  }

  #finish(): void {
    this.#settled = true;
    this.#listener?.dispose();
  }
}

/** True when `event` does not come within `milliseconds`. */
async function timedOut(event: Promise<void>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<true>((resolve) => {
    timer = setTimeout(() => resolve(true), milliseconds);
  });
  const late = await Promise.race([event.then(() => false as const), timeout]);
  clearTimeout(timer);
  return late;
}
