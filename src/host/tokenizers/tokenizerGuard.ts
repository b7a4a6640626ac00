import {
  CancellationTokenSource,
  type CancellationToken,
  type Event,
  type NotificationType,
  type RequestType,
} from 'vscode-jsonrpc';
import { isTokenscopeError, TokenscopeError } from '../../common/errors';
import type { QuarantineReason } from '../../common/models/addedTokenizer';
import type { ProgressHandler, WorkerClient } from '../../common/processes';
import { longestCall, type LongestCall } from '../../common/protocol/tokenizer/added';

/** Times of the guard, in milliseconds. */
export interface GuardTimes {
  /** Between two looks at the process. */
  readonly interval: number;
  /** How long one call into the library, or an answer of the process, may take. */
  readonly limit: number;
}

const defaultTimes: GuardTimes = { interval: 500, limit: 8_000 };

/** A request for an added tokenizer that is not answered yet. */
interface Guarded {
  readonly tokenizer: string;
  readonly fail: (error: TokenscopeError) => void;
}

/**
 * The tokenizer process, watched while it works with tokenizers that the user added. One that keeps it
 * busy too long, or crashes it, is reported, its callers are told, and everyone else's requests go to
 * a new process. Bundled tokenizers pass through.
 */
export class TokenizerGuard implements WorkerClient {
  readonly onDidStart: Event<void>;
  readonly onDidStop: Event<void>;
  readonly #guarded = new Set<Guarded>();
  #last = '';
  #watching = false;

  /** @param onFault is told of each tokenizer that must not be used any more. */
  constructor(
    private readonly worker: WorkerClient,
    private readonly onFault: (tokenizer: string, reason: QuarantineReason) => void,
    private readonly times: GuardTimes = defaultTimes,
  ) {
    this.onDidStart = worker.onDidStart;
    this.onDidStop = worker.onDidStop;
  }

  request<P, R, T = never>(
    type: RequestType<P, R, unknown>,
    params: P,
    token?: CancellationToken,
    progress?: ProgressHandler<T>,
  ): Promise<R> {
    const tokenizer = addedTokenizerOf(params);
    const send = (cancellation?: CancellationToken): Promise<R> =>
      this.worker.request(type, params, cancellation, progress);
    return tokenizer === null ? send(token) : this.#guard(tokenizer, send, token);
  }

  start(): void {
    this.worker.start();
  }

  notify<P>(type: NotificationType<P>, params: P): void {
    this.worker.notify(type, params);
  }

  onNotification<P>(type: NotificationType<P>, handler: (params: P) => void): { dispose(): void } {
    return this.worker.onNotification(type, handler);
  }

  restart(): void {
    this.worker.restart();
  }

  replace(): void {
    this.worker.replace();
  }

  async #guard<R>(
    tokenizer: string,
    send: (token: CancellationToken) => Promise<R>,
    token: CancellationToken | undefined,
  ): Promise<R> {
    if (token?.isCancellationRequested) {
      throw new TokenscopeError('Cancelled', {});
    }
    const stop = new CancellationTokenSource();
    const listening = token?.onCancellationRequested(() => stop.cancel());
    let guarded: Guarded | undefined;
    const failed = new Promise<never>((_, reject) => {
      guarded = { tokenizer, fail: reject };
      this.#guarded.add(guarded);
    });
    this.#last = tokenizer;
    try {
      const answer = send(stop.token);
      void this.#watch();
      return await Promise.race([answer, failed]);
    } catch (error) {
      if (!isTokenscopeError(error, 'ProcessDied')) {
        throw error;
      }
      this.#blame([tokenizer], 'crashed');
      throw new TokenscopeError('TokenizerQuarantined', { tokenizer, reason: 'crashed' });
    } finally {
      if (guarded) {
        this.#guarded.delete(guarded);
      }
      // A request that failed here must not be sent again to the next process.
      stop.cancel();
      stop.dispose();
      listening?.dispose();
    }
  }

  /**
   * Looks at the process until it has nothing more to do with added tokenizers. A caller that gives up
   * does not end that: the library goes on with what it was asked.
   */
  async #watch(): Promise<void> {
    if (this.#watching) {
      return;
    }
    this.#watching = true;
    try {
      for (let busy = true; busy;) {
        const call = await this.#look();
        const slow = call === 'late' ? this.#suspects() : this.#overdue(call);
        if (slow.length > 0) {
          this.#blame(slow, 'slow');
          this.worker.replace();
        }
        busy = this.#guarded.size > 0 || (call !== null && slow.length === 0);
      }
    } catch (error) {
      if (isTokenscopeError(error, 'ProcessDied')) {
        this.#blame(this.#suspects(), 'crashed');
      }
    } finally {
      this.#watching = false;
    }
  }

  /** The call that has run longest; `late` when the process does not answer. */
  async #look(): Promise<LongestCall | null | 'late'> {
    const { interval, limit } = this.times;
    const deadline = AbortSignal.timeout(interval + limit);
    const stop = new CancellationTokenSource();
    deadline.addEventListener('abort', () => stop.cancel());
    try {
      return await this.worker.request(longestCall, { after: interval }, stop.token);
    } catch (error) {
      if (deadline.aborted) {
        return 'late';
      }
      throw error;
    }
  }

  #overdue(call: LongestCall | null): readonly string[] {
    return call !== null && call.milliseconds > this.times.limit ? [call.tokenizer] : [];
  }

  /** Whose fault it can be that the process is stuck or gone. */
  #suspects(): readonly string[] {
    const waiting = new Set([...this.#guarded].map(({ tokenizer }) => tokenizer));
    return waiting.size > 0 ? [...waiting] : [this.#last];
  }

  #blame(tokenizers: readonly string[], reason: QuarantineReason): void {
    for (const tokenizer of tokenizers) {
      this.onFault(tokenizer, reason);
      for (const guarded of this.#guarded) {
        if (guarded.tokenizer === tokenizer) {
          this.#guarded.delete(guarded);
          guarded.fail(new TokenscopeError('TokenizerQuarantined', { tokenizer, reason }));
        }
      }
    }
  }
}

/** Id of the added tokenizer that a request names; null when it names none. */
function addedTokenizerOf(params: unknown): string | null {
  if (typeof params !== 'object' || params === null || !('tokenizer' in params)) {
    return null;
  }
  const { tokenizer } = params as { tokenizer?: { id?: unknown; sha256?: unknown } };
  return typeof tokenizer?.sha256 === 'string' && typeof tokenizer.id === 'string'
    ? tokenizer.id
    : null;
}
