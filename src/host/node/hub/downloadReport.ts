import {
  secondsLeft,
  TransferMeter,
  type DownloadProgress,
} from '../../../common/hub/transferMeter';

/** Milliseconds between two reports. */
const interval = 100;

/** Adds up the progress of several files, and tells of it ten times a second at most. */
export class DownloadReport {
  readonly #meter = new TransferMeter(performance.now());
  readonly #onDisk = new Map<string, number>();
  readonly #stages = new Map<string, DownloadProgress['stage']>();
  #told = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly total: number,
    private readonly onProgress: (progress: DownloadProgress) => void,
  ) {}

  /** @param file any name of the file; `onDisk` its bytes that are there, `received` what just came. */
  bytes(file: string, onDisk: number, received: number): void {
    this.#onDisk.set(file, onDisk);
    this.#stages.set(file, 'fetching');
    this.#meter.add(received, performance.now());
    this.#tell();
  }

  stage(file: string, stage: DownloadProgress['stage'], onDisk?: number): void {
    this.#stages.set(file, stage);
    if (onDisk !== undefined) {
      this.#onDisk.set(file, onDisk);
    }
    this.#tell();
  }

  /** Everything is there: told at once. */
  done(): void {
    this.onProgress({
      ...{ bytes: this.total, total: this.total, stage: 'done' },
      ...{ bytesPerSecond: null, secondsLeft: 0 },
    });
  }

  #tell(): void {
    const now = performance.now();
    if (now - this.#told < interval) {
      return;
    }
    this.#told = now;
    const bytes = [...this.#onDisk.values()].reduce((sum, each) => sum + each, 0);
    const bytesPerSecond = this.#meter.speed(now);
    this.onProgress({
      ...{ bytes, total: this.total, bytesPerSecond, stage: this.#stage() },
      secondsLeft: secondsLeft(this.total - bytes, bytesPerSecond),
    });
  }

  /** What the files do that are not done: fetching, if one does. */
  #stage(): DownloadProgress['stage'] {
    const stages = new Set(this.#stages.values());
    return (
      (['fetching', 'verifying', 'waiting'] as const).find((each) => stages.has(each)) ?? 'done'
    );
  }
}
