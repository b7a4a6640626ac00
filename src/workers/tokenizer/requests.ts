import type { CancellationToken } from 'vscode-jsonrpc';
import { TokenscopeError } from '../../common/errors';
import type { DocumentRef } from '../../common/protocol/tokenizer/tokens';
import type { Documents, Snapshot } from './documents';

/**
 * Runs one request on mirrored documents.
 * Its signal is aborted with the error that the caller gets: `Cancelled` when the caller gave up,
 * `DocumentChanged` when one of the documents changed or closed meanwhile. The caller is answered at
 * once then; work that cannot be interrupted ends by itself.
 */
export async function onDocuments<R>(
  documents: Documents,
  refs: readonly [DocumentRef, ...DocumentRef[]],
  token: CancellationToken,
  run: (snapshots: readonly [Snapshot, ...Snapshot[]], signal: AbortSignal) => Promise<R>,
): Promise<R> {
  return withSignal(token, async (signal, abort) => {
    // Not one line later: notifications that come after this request must not be seen by it.
    const [first, ...others] = refs;
    const reading = Promise.all([
      documents.read(first),
      Promise.all(others.map((ref) => documents.read(ref))),
    ]);
    const [one, more] = await orAborted(reading, signal);
    const snapshots = [one, ...more] as const;
    const changed = (): void => abort(new TokenscopeError('DocumentChanged', {}));
    snapshots.forEach(({ stale }) => stale.addEventListener('abort', changed));
    try {
      if (snapshots.some(({ stale }) => stale.aborted)) {
        changed();
      }
      return await orAborted(run(snapshots, signal), signal);
    } finally {
      snapshots.forEach(({ stale }) => stale.removeEventListener('abort', changed));
    }
  });
}

/** Runs one request that reads no document; see {@link onDocuments}. */
export async function withSignal<R>(
  token: CancellationToken,
  run: (signal: AbortSignal, abort: (reason: TokenscopeError) => void) => Promise<R>,
): Promise<R> {
  const controller = new AbortController();
  const abort = (reason: TokenscopeError): void => controller.abort(reason);
  const cancel = (): void => abort(new TokenscopeError('Cancelled', {}));
  if (token.isCancellationRequested) {
    cancel();
  }
  const listening = token.onCancellationRequested(cancel);
  try {
    return await orAborted(run(controller.signal, abort), controller.signal);
  } finally {
    listening.dispose();
  }
}

/** The promise's outcome, or the signal's reason as soon as it is aborted. */
export async function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let abort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', abort);
    if (signal.aborted) {
      abort();
    }
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
