import { rmdir, stat } from 'node:fs/promises';
import type { HubLibrary } from './loadHubLibrary';
import { pause } from './transient';
import { writeFailure } from './writeFailure';

/** Milliseconds; a holder touches its lock every `update`. */
export interface LockTimes {
  readonly update: number;
  /** A lock that nobody touched for so long is abandoned: its window crashed. */
  readonly abandoned: number;
  /** Between two looks at a lock that another holds. */
  readonly look: number;
}

export const lockTimes: LockTimes = { update: 2_000, abandoned: 12_000, look: 300 };

export interface LockOptions {
  readonly library: HubLibrary;
  readonly times: LockTimes;
  readonly signal: AbortSignal;
  /** Called at each look while another holds the lock. */
  readonly onWait: () => Promise<void>;
}

/**
 * Works while no other window does so under the same lock, a folder that the library makes; waits for it.
 * Whether a lock was abandoned is measured by watching whether it is touched, not by its time, which a
 * clock that was set would make wrong for ever.
 * @param cache the folder that a sentence names when the lock cannot be made.
 * @param work is told, by the signal, when the lock was taken away, as after a suspended laptop woke; it
 * then stops, and is called again once the lock is held again.
 * @throws TokenscopeError `Cancelled`, `CacheNotWritable`, or what `work` throws.
 */
export async function withLock<T>(
  lock: string,
  cache: string,
  options: LockOptions,
  work: (lost: AbortSignal) => Promise<T>,
): Promise<T> {
  for (;;) {
    const lost = new AbortController();
    const release = await acquire(lock, cache, options, () => lost.abort());
    try {
      return await work(lost.signal);
    } catch (error) {
      if (!lost.signal.aborted || options.signal.aborted) {
        throw error;
      }
    } finally {
      await release().catch(() => undefined);
    }
  }
}

async function acquire(
  lock: string,
  cache: string,
  { library, times, signal, onWait }: LockOptions,
  onCompromised: () => void,
): Promise<() => Promise<void>> {
  let touched: number | null = null;
  let since = performance.now();
  for (;;) {
    try {
      return await library.lock(lock, {
        lockfilePath: lock,
        realpath: false,
        update: times.update,
        // So long that the library itself calls none abandoned.
        stale: 2 ** 40,
        onCompromised,
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') {
        throw writeFailure(cache, error);
      }
    }
    const stats = await stat(lock).catch(() => null);
    if (stats?.mtimeMs !== touched) {
      touched = stats?.mtimeMs ?? null;
      since = performance.now();
    } else if (performance.now() - since > times.abandoned) {
      await rmdir(lock).catch(() => undefined);
    }
    await onWait();
    await pause(times.look, signal);
  }
}
