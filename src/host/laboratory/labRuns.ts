import { l10n } from 'vscode';
import type { CatalogModel } from '../../common/models/modelCatalog';
import type { RunFacts } from '../../common/protocol/model/run';
import type { LabHistoryEntry, LabPinned } from '../../common/protocol/views/laboratory/laboratory';

/** A run that can be shown, copied and exported again. */
export interface LabRun<Form, Result> {
  readonly run: number;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly source: string;
  readonly form: Form;
  readonly result: Result;
  readonly notices: readonly string[];
  readonly facts: readonly RunFacts[];
  readonly models: readonly CatalogModel[];
}

/** Runs that are kept at most for one tool. */
const keptRuns = 20;

/** The runs of one tool, the latest first, and which of them is pinned. */
export class LabRuns<Form, Result> {
  #runs: readonly LabRun<Form, Result>[] = [];
  #pinned: LabRun<Form, Result> | null = null;
  #last = 0;

  get runs(): readonly LabRun<Form, Result>[] {
    return this.#runs;
  }

  get entries(): readonly LabHistoryEntry[] {
    return this.#runs.map((run) => ({ run: run.run, label: labelOf(run) }));
  }

  get pinned(): LabPinned<Result> | null {
    const pinned = this.#pinned;
    return (
      pinned && {
        run: pinned.run,
        label: labelOf(pinned),
        result: pinned.result,
        notices: pinned.notices,
      }
    );
  }

  find(run: number | null): LabRun<Form, Result> | undefined {
    // A pinned run stays, even when newer ones pushed it out of the list.
    const all = this.#pinned ? [...this.#runs, this.#pinned] : this.#runs;
    return all.find((each) => each.run === run);
  }

  add(run: Omit<LabRun<Form, Result>, 'run' | 'at'>): LabRun<Form, Result> {
    const kept = { ...run, run: ++this.#last, at: new Date().toISOString() };
    this.#runs = [kept, ...this.#runs].slice(0, keptRuns);
    return kept;
  }

  pin(run: number | null): void {
    this.#pinned = this.find(run) ?? null;
  }

  clear(): void {
    this.#runs = [];
    this.#pinned = null;
  }

  /** Takes over what an earlier window kept. */
  restore(runs: readonly LabRun<Form, Result>[], pinned: LabRun<Form, Result> | null): void {
    this.#runs = runs;
    this.#pinned = pinned;
    this.#last = Math.max(0, pinned?.run ?? 0, ...runs.map(({ run }) => run));
  }

  /** What a later window needs. */
  get kept(): {
    runs: readonly LabRun<Form, Result>[];
    pinned: LabRun<Form, Result> | null;
  } {
    return { runs: this.#runs, pinned: this.#pinned };
  }
}

function labelOf({ source, at }: LabRun<unknown, unknown>): string {
  const time = new Date(at).toLocaleTimeString(undefined, { timeStyle: 'short' });
  return l10n.t('{0} at {1}', source, time);
}
