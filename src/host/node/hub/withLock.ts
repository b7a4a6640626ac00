import { mkdir, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
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
}

/**
 * Works while no other window does so under the same lock, a folder that the library makes; waits for it.
 * @param cache the folder that a sentence names when the lock cannot be made.
 * @param onWait called at each look while another holds the lock.
 * @param work is told, by the signal, when the lock was taken away, as after a suspended laptop woke; it
 * then stops, and is called again once the lock is held again.
 * @throws TokenscopeError `Cancelled`, `CacheNotWritable`, or what `work` throws.
 */
export async function withLock<T>(
  lock: string,
  cache: string,
  options: LockOptions & { readonly onWait: () => Promise<void> },
  work: (lost: AbortSignal) => Promise<T>,
): Promise<T> {
  const holder = new LockHolder(lock, options.times);
  for (;;) {
    const lost = new AbortController();
    const release = await take(lock, cache, options, () => lost.abort());
    if (release === null) {
      await holder.look();
      await options.onWait();
      await pause(options.times.look, options.signal);
      continue;
    }
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

/**
 * Works under a lock unless another window holds it; whether it does, or crashed, is seen by watching
 * the lock for a moment.
 * @returns false when another window holds it: nothing was done.
 * @throws TokenscopeError as {@link withLock}.
 */
export async function unlessLocked(
  lock: string,
  cache: string,
  options: LockOptions,
  work: () => Promise<void>,
): Promise<boolean> {
  await mkdir(path.dirname(lock), { recursive: true }).catch((error: unknown) => {
    throw writeFailure(cache, error);
  });
  const holder = new LockHolder(lock, options.times);
  for (;;) {
    const release = await take(lock, cache, options, () => undefined);
    if (release !== null) {
      try {
        await work();
        return true;
      } finally {
        await release().catch(() => undefined);
      }
    }
    if (await holder.look()) {
      return false;
    }
    await pause(options.times.look, options.signal);
  }
}

/** Takes a lock; null when another holds it. */
async function take(
  lock: string,
  cache: string,
  { library, times }: LockOptions,
  onCompromised: () => void,
): Promise<(() => Promise<void>) | null> {
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
    return null;
  }
}

/**
 * Who holds a lock. Whether it was abandoned is measured by watching whether it is touched, not by its
 * time, which a clock that was set would make wrong for ever.
 */
class LockHolder {
  #touched: number | null = null;
  #since = performance.now();

  constructor(
    private readonly lock: string,
    private readonly times: LockTimes,
  ) {}

  /** Looks at the lock, and breaks it when it was abandoned. @returns whether it was touched since the last look. */
  async look(): Promise<boolean> {
    const stats = await stat(this.lock).catch(() => null);
    const before = this.#touched;
    if (stats?.mtimeMs !== before) {
      this.#touched = stats?.mtimeMs ?? null;
      this.#since = performance.now();
    } else if (performance.now() - this.#since > this.times.abandoned) {
      await rmdir(this.lock).catch(() => undefined);
    }
    return before !== null && this.#touched !== null && this.#touched !== before;
  }
}
