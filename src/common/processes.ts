import type {
  CancellationToken,
  Event,
  NotificationType,
  ProgressType,
  RequestType,
} from 'vscode-jsonrpc';

/** Progress of one request: `handler` gets what the process reports under `token`. */
export interface ProgressHandler<T> {
  readonly type: ProgressType<T>;
  /** The progress token that the request's parameters name; unique for each request. */
  readonly token: string;
  readonly handler: (value: T) => void;
}

/** What features see of a worker process. Starting, restarting and stopping is its own affair. */
export interface WorkerClient {
  /** Fires after each start: what the process held before is gone. */
  readonly onDidStart: Event<void>;
  readonly onDidStop: Event<void>;
  /**
   * Sends a request, starting the process first when it is not running.
   * Settles at once when `token` is cancelled.
   * @throws TokenscopeError: what the process answered, or `Cancelled`, `ProcessDied`,
   * `ProcessDown`, `ProcessFailed`, `Disposed`.
   */
  request<P, R, T = never>(
    type: RequestType<P, R, unknown>,
    params: P,
    token?: CancellationToken,
    progress?: ProgressHandler<T>,
  ): Promise<R>;
  /**
   * Starts the process if it is not running.
   * @throws TokenscopeError `ProcessDown` or `Disposed`.
   */
  start(): void;
  /** Sends a notification if the process runs; does nothing otherwise. */
  notify<P>(type: NotificationType<P>, params: P): void;
  /** Handles notifications of the process, in this run of it and in later ones. */
  onNotification<P>(type: NotificationType<P>, handler: (params: P) => void): { dispose(): void };
  /** Stops the process and forgets its crashes, so that the next request starts it anew. */
  restart(): void;
  /** Ends a process that is stuck; what callers still wait for is sent once more, to a new one. */
  replace(): void;
}
