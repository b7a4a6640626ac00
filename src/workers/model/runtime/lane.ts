import type { CancellationToken } from 'vscode-jsonrpc';

/**
 * Lets one run at a time use a model, in the order of arrival. A run that is cancelled while it waits
 * gets its answer at once and never starts.
 */
export class Lane {
  private last: Promise<unknown> = Promise.resolve();

  /**
   * Waits for the runs before, then runs `work`.
   * @returns what `work` returns, or what `cancelled` returns when `token` was cancelled before that.
   */
  async run<T>(
    token: CancellationToken | undefined,
    work: () => Promise<T>,
    cancelled: () => T,
  ): Promise<T> {
    const before = this.last;
    let done = (): void => undefined;
    this.last = new Promise<void>((resolve) => {
      done = () => void before.then(() => resolve());
    });
    try {
      if (await cancelledBefore(before, token)) {
        return cancelled();
      }
      return await work();
    } finally {
      done();
    }
  }
}

/** True when `token` is cancelled before `promise` settles. */
async function cancelledBefore(
  promise: Promise<unknown>,
  token: CancellationToken | undefined,
): Promise<boolean> {
  if (token === undefined) {
    await promise;
    return false;
  }
  await new Promise<void>((resolve) => {
    const listener = token.onCancellationRequested(() => resolve());
    void promise.then(() => {
      listener.dispose();
      resolve();
    });
  });
  return token.isCancellationRequested;
}
