import { CancellationTokenSource, ProgressLocation, window, type CancellationToken } from 'vscode';
import type { Runs } from './runs';

/** Runs that end within this time show nothing. */
const patienceMilliseconds = 400;

/**
 * Runs something that can take long: after a moment a notification shows how far it is and has a
 * Cancel button; Escape cancels it too.
 * @param work gets a function that takes the share done, from 0 to 1, and the token.
 */
export async function longRun<T>(
  runs: Runs,
  title: string,
  work: (report: (share: number) => void, token: CancellationToken) => Promise<T>,
): Promise<T> {
  const source = new CancellationTokenSource();
  let done = 0;
  let show = (share: number): void => void (done = share);
  const running = runs.track(
    () => source.cancel(),
    work((share) => show(share), source.token),
  );
  const timer = setTimeout(() => {
    void window.withProgress(
      { location: ProgressLocation.Notification, title, cancellable: true },
      async (progress, token) => {
        token.onCancellationRequested(() => source.cancel());
        progress.report({ increment: 100 * done });
        show = (share) => {
          progress.report({ increment: 100 * (share - done) });
          done = share;
        };
        await running.catch(() => undefined);
      },
    );
  }, patienceMilliseconds);
  try {
    return await running;
  } finally {
    clearTimeout(timer);
    source.dispose();
  }
}
