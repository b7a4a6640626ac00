import { EventEmitter, type Memento } from 'vscode';
import type { DownloadProgress } from '../../common/hub/transferMeter';
import { Disposables } from '../lifecycle/disposables';

const storeKey = 'models.downloads';

/** What is fetched, so that it can be gone on with after a break or a restart: plain data, which is stored. */
export interface DownloadJob {
  /** Repository that has the files. */
  readonly repo: string;
  /** The branch, tag or commit that was asked for, and the commit that it was. */
  readonly revision: string;
  readonly commit: string;
  /** transformers.js `dtype`; null for a tokenizer only. */
  readonly precision: string | null;
  /** Name that the model is to have. */
  readonly name: string;
  readonly bytes: number;
}

/** A download of the Models view. */
export interface ModelDownload {
  readonly job: DownloadJob;
  /** Null while it stands still. */
  progress: DownloadProgress | null;
}

interface Running {
  readonly abort: AbortController;
  readonly done: Promise<unknown>;
}

/** The downloads that run in this window, and those that were not brought to their end. */
export class Downloads extends Disposables {
  readonly #didChange = this.add(new EventEmitter<ModelDownload | null>());
  /** Fires with the one that went on, or with null when one came or went. */
  readonly onDidChange = this.#didChange.event;
  readonly #shown = new Map<string, ModelDownload>();
  readonly #running = new Map<string, Running>();

  /** @param memento of the user, not of a workspace. */
  constructor(private readonly memento: Memento) {
    super();
    this.add({ dispose: () => this.#running.forEach(({ abort }) => abort.abort()) });
  }

  /** In the order in which they were begun. */
  get all(): readonly ModelDownload[] {
    // The tree tells its rows apart by identity.
    return this.#jobs.map((job) => this.#shownFor(job));
  }

  /**
   * Does the work of a download, which is kept until it succeeds; the same one is not begun twice.
   * @param work what it throws is thrown on.
   */
  async run<T>(
    job: DownloadJob,
    work: (signal: AbortSignal, onProgress: (progress: DownloadProgress) => void) => Promise<T>,
  ): Promise<T | undefined> {
    const key = keyOf(job);
    const running = this.#running.get(key);
    if (running) {
      await running.done.catch(() => undefined);
      return undefined;
    }
    const download = this.#shownFor(job);
    const abort = new AbortController();
    download.progress = {
      ...{ bytes: 0, total: job.bytes, stage: 'fetching' },
      ...{ bytesPerSecond: null, secondsLeft: null },
    };
    // Begun once it is kept: a failure meanwhile would have nobody who waits for it.
    const done = this.#store([...this.#jobs.filter((each) => keyOf(each) !== key), job]).then(() =>
      work(abort.signal, (progress) => this.#report(download, progress)),
    );
    this.#running.set(key, { abort, done });
    try {
      const result = await done;
      this.#running.delete(key);
      await this.forget(job);
      return result;
    } finally {
      this.#running.delete(key);
      download.progress = null;
      this.#didChange.fire(null);
    }
  }

  /** Stops a download; what came of it is kept. */
  stop(job: DownloadJob): void {
    this.#running.get(keyOf(job))?.abort.abort();
  }

  /** Takes a download off the list; what came of it stays in the cache. */
  async forget(job: DownloadJob): Promise<void> {
    this.stop(job);
    this.#shown.delete(keyOf(job));
    await this.#store(this.#jobs.filter((each) => keyOf(each) !== keyOf(job)));
  }

  get #jobs(): readonly DownloadJob[] {
    return this.memento.get<readonly DownloadJob[]>(storeKey, []);
  }

  #shownFor(job: DownloadJob): ModelDownload {
    const key = keyOf(job);
    const shown = this.#shown.get(key) ?? { job, progress: null };
    this.#shown.set(key, shown);
    return shown;
  }

  #report(download: ModelDownload, progress: DownloadProgress): void {
    download.progress = progress;
    this.#didChange.fire(download);
  }

  async #store(jobs: readonly DownloadJob[]): Promise<void> {
    const stored = this.memento.update(storeKey, jobs);
    this.#didChange.fire(null);
    await stored;
  }
}

function keyOf({ repo, commit, precision }: DownloadJob): string {
  return `${repo}@${commit} ${precision ?? 'tokenizer'}`;
}
