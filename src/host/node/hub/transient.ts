import { isTokenscopeError, TokenscopeError } from '../../../common/errors';
import { backOff } from '../../../common/hub/retryDelay';

/** A failure that may pass; `wait` is how many milliseconds the server asks to wait, if it says. */
export class TransientError extends Error {
  constructor(
    readonly failure: TokenscopeError,
    readonly wait: number | null = null,
  ) {
    super(failure.message);
  }
}

/** Time limits and numbers of attempts; tests make them short. */
export interface HubLimits {
  /** Milliseconds until the headers of an answer are there. */
  readonly connect: number;
  /** Milliseconds between two pieces of an answer. */
  readonly idle: number;
  /** Attempts in a row that may fail without a byte in between. */
  readonly attempts: number;
  /** Milliseconds that a server may ask to wait: a longer wait is the user's to decide. */
  readonly longestWait: number;
  /** Factor on every wait between attempts. */
  readonly pace: number;
}

export const hubLimits: HubLimits = {
  connect: 20_000,
  idle: 30_000,
  attempts: 5,
  longestWait: 60_000,
  pace: 1,
};

/** Counts failures in a row, and waits after each as long as is polite. */
export class Patience {
  #failures = 0;

  constructor(
    private readonly limits: HubLimits,
    private readonly signal: AbortSignal,
  ) {}

  /** Something worked: the next failure is the first again. */
  progress(): void {
    this.#failures = 0;
  }

  /**
   * Waits before the next attempt.
   * @throws the failure itself when it does not pass by waiting, or came too often; `Cancelled`.
   */
  async after(error: unknown): Promise<void> {
    if (!(error instanceof TransientError)) {
      throw error;
    }
    this.#failures++;
    const { attempts, longestWait, pace } = this.limits;
    if (this.#failures >= attempts || (error.wait ?? 0) > longestWait) {
      throw error.failure;
    }
    await pause((error.wait ?? backOff(this.#failures, Math.random())) * pace, this.signal);
  }
}

/**
 * Resolves after `milliseconds`.
 * @throws TokenscopeError `Cancelled` as soon as the signal is aborted.
 */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  throwIfCancelled(signal);
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
  throwIfCancelled(signal);
}

/** @throws TokenscopeError `Cancelled`, or whatever else the signal was aborted with. */
export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) {
    const reason: unknown = signal.reason;
    throw isTokenscopeError(reason) ? reason : new TokenscopeError('Cancelled', {});
  }
}
