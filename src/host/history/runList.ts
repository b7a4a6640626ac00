import { l10n } from 'vscode';
import type { HistoryEntry } from '../../common/protocol/views/history';

/** A run that is kept. */
export type KeptRun<Run> = Run & {
  readonly run: number;
  /** UTC, ISO 8601. */
  readonly at: string;
};

/** What a later window needs. */
export interface KeptRuns<Run> {
  readonly runs: readonly KeptRun<Run>[];
  readonly pinned: KeptRun<Run> | null;
}

/** Runs that are kept at most. */
const keptRuns = 20;
/** Characters of JSON that the runs of a view take in memory at most; the latest is always there. */
const heldCharacters = 8_000_000;
/**
 * The same of what a later window gets: VS Code passes all that an extension stores through its own
 * process each time that any of it changes.
 */
const storedCharacters = 512_000;

/** The runs of a view, the latest first, and which of them is pinned. */
export class RunList<Run extends { readonly source: string }> {
  #runs: readonly KeptRun<Run>[] = [];
  #pinned: KeptRun<Run> | null = null;
  #last = 0;
  readonly #sizes = new WeakMap<object, number>();

  /** @param measure characters that a run takes as JSON, about. */
  constructor(
    private readonly measure: (run: object) => number = (run) => JSON.stringify(run).length,
  ) {}

  get entries(): readonly HistoryEntry[] {
    return this.#runs.map((run) => ({ run: run.run, label: labelOf(run) }));
  }

  /** The run that stays beside others, with its label. */
  get pinned(): { readonly run: KeptRun<Run>; readonly label: string } | null {
    return this.#pinned && { run: this.#pinned, label: labelOf(this.#pinned) };
  }

  /** The latest runs, and the pinned one, as far as there is room for them. */
  get kept(): KeptRuns<Run> {
    const pinnedSize = this.#pinned ? this.#sizeOf(this.#pinned) : 0;
    const [latest] = this.#runs;
    const room = storedCharacters - (latest ? this.#sizeOf(latest) : 0);
    const pinned = pinnedSize <= room ? this.#pinned : null;
    return { runs: this.#fitting(storedCharacters - (pinned ? pinnedSize : 0)), pinned };
  }

  find(run: number | null): KeptRun<Run> | undefined {
    // A pinned run stays, even when newer ones pushed it out of the list.
    const all = this.#pinned ? [...this.#runs, this.#pinned] : this.#runs;
    return all.find((each) => each.run === run);
  }

  add(run: Run): KeptRun<Run> {
    const kept = { ...run, run: ++this.#last, at: new Date().toISOString() };
    this.#runs = [kept, ...this.#runs].slice(0, keptRuns);
    const held = this.#fitting(heldCharacters);
    this.#runs = held.length > 0 ? held : [kept];
    return kept;
  }

  /** Changes what a run holds, such as what was added to it. */
  update(run: number | null, change: Partial<Run>): void {
    this.#runs = this.#runs.map((each) => (each.run === run ? { ...each, ...change } : each));
  }

  pin(run: number | null): void {
    this.#pinned = this.find(run) ?? null;
  }

  clear(): void {
    this.#runs = [];
    this.#pinned = null;
  }

  /** Takes over what an earlier window kept. */
  restore({ runs, pinned }: KeptRuns<Run>): void {
    this.#runs = runs;
    this.#pinned = pinned;
    this.#last = Math.max(0, pinned?.run ?? 0, ...runs.map(({ run }) => run));
  }

  /** The latest runs that take so many characters together. */
  #fitting(characters: number): readonly KeptRun<Run>[] {
    let sum = 0;
    const end = this.#runs.findIndex((run) => (sum += this.#sizeOf(run)) > characters);
    return end < 0 ? this.#runs : this.#runs.slice(0, end);
  }

  #sizeOf(run: KeptRun<Run>): number {
    const known = this.#sizes.get(run);
    const size = known ?? this.measure(run);
    this.#sizes.set(run, size);
    return size;
  }
}

function labelOf({ source, at }: { readonly source: string; readonly at: string }): string {
  const time = new Date(at).toLocaleTimeString(undefined, { timeStyle: 'medium' });
  return l10n.t('{0} at {1}', source, time);
}
