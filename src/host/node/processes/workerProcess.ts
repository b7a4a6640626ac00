import {
  Emitter,
  type CancellationToken,
  type NotificationType,
  type RequestType,
} from 'vscode-jsonrpc/node';
import { TokenscopeError } from '../../../common/errors';
import type { ProgressHandler, WorkerClient } from '../../../common/processes';
import { loadingChanged } from '../../../common/protocol/model/models';
import { CrashLimit } from './crashLimit';
import { forkWorker, type LogSink } from './fork';
import { PendingRequest, type Pending } from './pendingRequest';
import { WorkerSession, type EndOfProcess } from './workerSession';

export interface WorkerProcessOptions {
  readonly name: string;
  readonly program: string;
  readonly log: LogSink;
  /** Read at each start, so that a changed setting takes effect with the next one. */
  readonly runtime: () => string;
  /** Milliseconds without a request after which the process is stopped. */
  readonly idleMilliseconds: () => number;
  /** Milliseconds that a cancelled request may take: alone in the process, and beside others. */
  readonly patience?: { readonly alone: number; readonly beside: number };
}

const defaultPatience = { alone: 2_000, beside: 10_000 };

/** A worker process as design section 1 describes it: started on first use, restarted, stopped when idle. */
export class WorkerProcess implements WorkerClient {
  readonly #didStart = new Emitter<void>();
  readonly #didStop = new Emitter<void>();
  readonly onDidStart = this.#didStart.event;
  readonly onDidStop = this.#didStop.event;
  readonly #crashes = new CrashLimit();
  readonly #notified = new Emitter<{ readonly method: string; readonly params: unknown }>();
  #session: WorkerSession | null = null;
  #idle: NodeJS.Timeout | undefined;
  #disposed = false;

  constructor(private readonly options: WorkerProcessOptions) {}

  /** Process id while it runs. */
  get pid(): number | undefined {
    return this.#session?.child.pid;
  }

  async request<P, R, T = never>(
    type: RequestType<P, R, unknown>,
    params: P,
    token?: CancellationToken,
    progress?: ProgressHandler<T>,
  ): Promise<R> {
    if (token?.isCancellationRequested) {
      throw new TokenscopeError('Cancelled', {});
    }
    const session = this.#ensureSession();
    const pending: PendingRequest<P, R, T> = new PendingRequest<P, R, T>(
      { type, params, token, progress },
      () => this.#watchCancelled(pending),
    );
    void this.#send(session, pending, () => pending.send(session.connection));
    return await pending.result;
  }

  start(): void {
    this.#ensureSession();
  }

  notify<P>(type: NotificationType<P>, params: P): void {
    this.#session?.connection.sendNotification(type.method, params).catch(() => undefined);
  }

  onNotification<P>(type: NotificationType<P>, handler: (params: P) => void): { dispose(): void } {
    return this.#notified.event(({ method, params }) => {
      if (method === type.method) {
        handler(params as P);
      }
    });
  }

  restart(): void {
    this.#crashes.reset();
    this.#stop();
  }

  replace(): void {
    const session = this.#session;
    if (session) {
      session.unresponsive = true;
      session.kill();
      // What comes from now on is for the next process already.
      this.#ended(session, { reason: 'replaced', failedToStart: false });
    }
  }

  dispose(): void {
    this.#disposed = true;
    this.#stop();
    this.#didStart.dispose();
    this.#didStop.dispose();
    this.#notified.dispose();
  }

  #ensureSession(): WorkerSession {
    const { name, log } = this.options;
    if (this.#disposed) {
      throw new TokenscopeError('Disposed', {});
    }
    if (this.#session) {
      return this.#session;
    }
    if (this.#crashes.reached) {
      throw new TokenscopeError('ProcessDown', { process: name });
    }
    const child = forkWorker({ ...this.options, runtime: this.options.runtime() });
    const session = new WorkerSession(child, (end) => this.#ended(session, end));
    // A connection holds one handler for each method: this one serves the session and all others.
    session.connection.onNotification((method, params) => {
      if (method === loadingChanged.method) {
        session.loading = (params as { loading: readonly string[] }).loading.length > 0;
      }
      this.#notified.fire({ method, params });
    });
    this.#session = session;
    log.info(`[${name}] started, process ${child.pid ?? 'none'}`);
    this.#didStart.fire();
    return session;
  }

  async #send(session: WorkerSession, pending: Pending, send: () => Promise<void>): Promise<void> {
    clearTimeout(this.#idle);
    session.pending.add(pending);
    await send();
    session.pending.delete(pending);
    if (session === this.#session && session.pending.size === 0) {
      clearTimeout(this.#idle);
      this.#idle = setTimeout(() => this.#stop('idle'), this.options.idleMilliseconds());
    }
  }

  /** Kills a process that does not answer a cancelled request in time; a load is left to finish. */
  #watchCancelled(pending: Pending): void {
    const { alone, beside } = this.options.patience ?? defaultPatience;
    const cancelledAt = Date.now();
    const check = (): void => {
      const session = this.#session;
      if (!session?.pending.has(pending)) {
        return;
      }
      const waited = Date.now() - cancelledAt;
      if (!session.loading && (waited >= beside || !session.awaited)) {
        this.options.log.warn(`[${this.options.name}] did not answer for ${waited} ms: killed`);
        session.unresponsive = true;
        session.kill();
      } else {
        setTimeout(check, Math.max(50, Math.min(alone, beside - waited)));
      }
    };
    setTimeout(check, alone);
  }

  #stop(reason = 'asked'): void {
    clearTimeout(this.#idle);
    const session = this.#session;
    if (session) {
      session.expected = true;
      this.options.log.info(`[${this.options.name}] stopping: ${reason}`);
      session.kill();
      this.#ended(session, { reason, failedToStart: false });
    }
  }

  #ended(session: WorkerSession, { reason, failedToStart }: EndOfProcess): void {
    if (session !== this.#session) {
      return;
    }
    const { name, log } = this.options;
    this.#session = null;
    session.connection.dispose();
    clearTimeout(this.#idle);
    if (!session.expected && !session.unresponsive) {
      if (!failedToStart) {
        this.#crashes.record();
      }
      log.warn(`[${name}] ended: ${reason}`);
    }
    this.#didStop.fire();
    const error = this.#errorOf(session, { reason, failedToStart });
    for (const pending of session.pending) {
      if (session.unresponsive && !pending.settled && !pending.resent) {
        this.#resend(pending);
      } else {
        pending.fail(error);
      }
    }
  }

  /** What those who waited are told. */
  #errorOf({ expected }: WorkerSession, { reason, failedToStart }: EndOfProcess): TokenscopeError {
    const process = this.options.name;
    if (this.#disposed) {
      return new TokenscopeError('Disposed', {});
    }
    if (expected) {
      // The user asked for a restart: that is no failure.
      return new TokenscopeError('Cancelled', {});
    }
    return new TokenscopeError(failedToStart ? 'ProcessFailed' : 'ProcessDied', {
      process,
      reason,
    });
  }

  #resend(pending: Pending): void {
    try {
      const session = this.#ensureSession();
      void this.#send(session, pending, () => pending.resend(session.connection));
    } catch (error) {
      pending.fail(error as TokenscopeError);
    }
  }
}
