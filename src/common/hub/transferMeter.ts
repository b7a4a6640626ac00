/** How far a download is. */
export interface DownloadProgress {
  /** Of all files, those included that were there already. */
  readonly bytes: number;
  readonly total: number;
  /** Over the last seconds; null until enough time has passed to say. */
  readonly bytesPerSecond: number | null;
  /** At that speed; null while it is not known or nothing comes. */
  readonly secondsLeft: number | null;
  /** What is going on: another window of the user's may be the one that fetches. */
  readonly stage: 'fetching' | 'waiting' | 'verifying' | 'done';
}

/** Milliseconds that the speed is measured over, and that must pass before it is told. */
const window = 5_000;
const least = 500;

interface Sample {
  readonly at: number;
  readonly received: number;
}

/**
 * The speed of a transfer over a sliding window. Times are milliseconds of a monotonic clock
 * (`performance.now()`), so that a clock that is set while a file comes changes nothing.
 */
export class TransferMeter {
  #samples: Sample[];
  #received = 0;

  constructor(began: number) {
    this.#samples = [{ at: began, received: 0 }];
  }

  /** Counts bytes that came over the network; bytes found on the disk are no speed. */
  add(bytes: number, now: number): void {
    this.#received += bytes;
    const last = this.#samples.at(-1);
    // One sample for each tenth of a second is enough.
    if (last && this.#samples.length > 1 && now - last.at < 100) {
      this.#samples[this.#samples.length - 1] = { at: last.at, received: this.#received };
    } else {
      this.#samples.push({ at: now, received: this.#received });
    }
    this.#forget(now);
  }

  /** Bytes per second over the last seconds; null before there is anything to say. */
  speed(now: number): number | null {
    this.#forget(now);
    const first = this.#samples[0];
    const elapsed = now - (first?.at ?? now);
    return first === undefined || elapsed < least
      ? null
      : ((this.#received - first.received) / elapsed) * 1_000;
  }

  /** Keeps one sample at or before the beginning of the window. */
  #forget(now: number): void {
    while ((this.#samples[1]?.at ?? Number.POSITIVE_INFINITY) <= now - window) {
      this.#samples.shift();
    }
  }
}

/** Seconds until `remaining` bytes have come at a speed; null when that cannot be said. */
export function secondsLeft(remaining: number, bytesPerSecond: number | null): number | null {
  if (remaining <= 0) {
    return 0;
  }
  return bytesPerSecond === null || bytesPerSecond <= 0 ? null : remaining / bytesPerSecond;
}
