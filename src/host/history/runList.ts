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

/** The runs of a view, the latest first, and which of them is pinned. */
export class RunList<Run extends { readonly source: string }> {
  #runs: readonly KeptRun<Run>[] = [];
  #pinned: KeptRun<Run> | null = null;
  #last = 0;

  get entries(): readonly HistoryEntry[] {
    return this.#runs.map((run) => ({ run: run.run, label: labelOf(run) }));
  }

  /** The run that stays beside others, with its label. */
  get pinned(): { readonly run: KeptRun<Run>; readonly label: string } | null {
    return this.#pinned && { run: this.#pinned, label: labelOf(this.#pinned) };
  }

  get kept(): KeptRuns<Run> {
    return { runs: this.#runs, pinned: this.#pinned };
  }

  find(run: number | null): KeptRun<Run> | undefined {
    // A pinned run stays, even when newer ones pushed it out of the list.
    const all = this.#pinned ? [...this.#runs, this.#pinned] : this.#runs;
    return all.find((each) => each.run === run);
  }

  add(run: Run): KeptRun<Run> {
    const kept = { ...run, run: ++this.#last, at: new Date().toISOString() };
    this.#runs = [kept, ...this.#runs].slice(0, keptRuns);
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
}

function labelOf({ source, at }: { readonly source: string; readonly at: string }): string {
  const time = new Date(at).toLocaleTimeString(undefined, { timeStyle: 'short' });
  return l10n.t('{0} at {1}', source, time);
}
