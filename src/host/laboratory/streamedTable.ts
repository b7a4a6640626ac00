import {
  CancellationTokenSource,
  l10n,
  ProgressLocation,
  window,
  type CancellationToken,
} from 'vscode';
import type { TableTarget } from '../../common/protocol/model/writeTable';

/** Milliseconds after which an export that goes on is shown. */
const patience = 1_000;

/** Writes a table, and answers what it wrote. @param onShare told of the share done, where it is known. */
type Write<Written> = (
  table: TableTarget,
  token: CancellationToken,
  onShare: (share: number) => void,
) => Promise<Written>;

/**
 * Lets another process write a table, and lets that be watched and cancelled when it takes long: a
 * notification that comes and goes at once would only be in the way.
 * @param show VS Code's own, other than in tests.
 * @returns what `write` does.
 */
export async function streamed<Written>(
  write: Write<Written>,
  target: TableTarget,
  show: typeof window.withProgress = window.withProgress,
): Promise<Written> {
  const source = new CancellationTokenSource();
  let share = 0;
  let onShare = (): void => undefined;
  const written = write(target, source.token, (now) => {
    share = now;
    onShare();
  });
  const done = written.then(
    () => true,
    () => true,
  );
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t('Exporting…'),
    cancellable: true,
  };
  if (!(await Promise.race([done, afterPatience()]))) {
    await show(options, async (progress, token) => {
      let told = 0;
      onShare = () => {
        progress.report({ increment: 100 * (share - told) });
        told = share;
      };
      onShare();
      token.onCancellationRequested(() => source.cancel());
      await done;
    });
  }
  return written.finally(() => source.dispose());
}

function afterPatience(): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), patience));
}
