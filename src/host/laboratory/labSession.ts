import { EventEmitter, type TextEditor } from 'vscode';
import { isTokenscopeError, TokenscopeError } from '../../common/errors';
import { emptyLab, type LabState } from '../../common/protocol/views/laboratory/laboratory';
import { describePlace } from '../documents/source';
import { viewError } from '../errors/report';
import { fromPlain, plainSize, toPlain } from '../history/plainData';
import { RunList, type KeptRuns } from '../history/runList';
import { Disposables } from '../lifecycle/disposables';
import { SingleSlot } from '../lifecycle/singleSlot';
import type { ModelFeatureParts } from '../models/modelFeatureParts';
import { SettledState } from '../views/settledState';
import { FollowedInput, readInput, type ReadInput } from './followedInput';
import { LabRequests } from './labRequests';
import type { LabRun, LabRunContent } from './labRuns';
import { pinnedRun, shownRun } from './labStates';
import type { LabSource, LabTool } from './labTool';

type Kept<Form, Result> = KeptRuns<LabRunContent<Form, Result>> & { readonly form: Form };

/** One tool's state and what can be done with it; one run at a time. */
export class LabSession<
  Input extends LabSource = LabSource,
  Form = unknown,
  Result = unknown,
> extends Disposables {
  readonly #slot = this.add(new SingleSlot());
  readonly #didChange = this.add(new EventEmitter<void>());
  readonly onDidChange = this.#didChange.event;
  readonly #didProgress = this.add(new EventEmitter<void>());
  /** Nothing but `progress` and `share` changed. */
  readonly onDidProgress = this.#didProgress.event;
  readonly #history = new RunList<LabRunContent<Form, Result>>(plainSize);
  readonly #state: SettledState<LabState<Form, Result>>;
  /** The text that the shown result is of. */
  readonly text = this.add(new FollowedInput<Input>());
  /** What is shown, whole: of a run of the history, or of the one under way. */
  #result: Result | null = null;
  /** Changes with each run, so that one that was given up cannot show anything. */
  #runs = 0;

  constructor(
    readonly tool: LabTool<Input, Form, Result>,
    private readonly parts: ModelFeatureParts,
  ) {
    super();
    this.#state = new SettledState(emptyLab(tool.emptyForm), () => this.#changed());
    this.#restore(parts.stored.load(this.#key));
    this.#askAvailable();
    this.add(
      parts.registry.onDidChange(() => {
        if (this.#askAvailable()) {
          this.#didChange.fire();
        }
      }),
    );
    this.add(parts.stored.onDidDelete(() => this.#clear()));
  }

  get state(): LabState<Form, Result> {
    return this.#state.now;
  }

  /** What the shown result is of; null after a reload. */
  get input(): Input | null {
    return this.text.read?.input ?? null;
  }

  /** What is shown, whole; null for nothing. */
  get result(): Result | null {
    return this.#result;
  }

  /** The run that is shown. */
  get shown(): LabRun<Form, Result> | null {
    return this.#history.find(this.state.run) ?? null;
  }

  /** A run that is shown, pinned, or of the history. */
  find(run: number): LabRun<Form, Result> | undefined {
    return this.#history.find(run);
  }

  /** Shows an error, keeping what is shown. */
  fail(error: unknown): void {
    this.#back({ status: 'failed', error: viewError(error) });
  }

  cancel(): void {
    this.#slot.cancel();
  }

  /** Runs on what is selected in the editor. Errors are shown in the state. */
  async run(editor: TextEditor, form: Form = this.state.form): Promise<void> {
    if (form !== this.state.form) {
      this.#state.setThrough({ form });
    }
    try {
      await this.#begin(this.tool.read(editor, form), form);
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Runs on what was read or asked for before. Errors are shown in the state. */
  async runOn(input: Input): Promise<void> {
    try {
      await this.#begin(input, this.state.form);
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Runs again on the same text, with another form; only keeps the form when there is no text. */
  async changeForm(form: Form): Promise<void> {
    this.#state.setThrough({ form });
    if (this.tool.ready?.(form) === false) {
      this.cancel();
      this.#back();
    } else if (this.text.read) {
      try {
        await this.#run(this.text.read, form);
      } catch (error) {
        this.#failed(error);
      }
    }
  }

  /** Shows an earlier run again. */
  show(run: number): void {
    const found = this.#history.find(run);
    if (found && this.state.status !== 'running') {
      this.text.follow(null);
      this.#state.set({ ...this.#stateOf(found), status: 'done', error: null });
    }
  }

  /** Shows or hides the colours that the result lays on its document. */
  showColors(colors: boolean): void {
    this.#state.setThrough({ colors });
  }

  pin(run: number | null): void {
    this.#history.pin(run);
    this.#state.setThrough({ pinned: pinnedRun(this.#history, this.#view) });
  }

  async #begin(input: Input, form: Form): Promise<void> {
    const read = readInput(input);
    try {
      await this.#run(read, form);
    } finally {
      if (this.text.read !== read) {
        read.edits?.dispose();
      }
    }
  }

  async #run(read: ReadInput<Input>, form: Form): Promise<void> {
    const { tool } = this;
    const { input } = read;
    const source = sourceOf(input);
    const reason = tool.unavailable?.(form) ?? null;
    if (reason) {
      throw reason;
    }
    this.#state.set({
      status: 'running',
      progress: null,
      share: null,
      source,
      form,
      error: null,
    });
    const own = ++this.#runs;
    const work = this.#slot.run((token) =>
      tool.run(
        input,
        form,
        new LabRequests<Result>(
          this.parts,
          token,
          (...now) => this.#progress(...now),
          (result) => this.#grow(own, read, result),
        ),
      ),
    );
    const outcome = await this.parts.runs.track(() => this.#slot.cancel(), work);
    if (own !== this.#runs) {
      throw new TokenscopeError('Cancelled', {});
    }
    this.text.follow(read);
    const run = this.#history.add({ ...outcome, source, form });
    this.#state.set({ ...this.#stateOf(run), status: 'done' });
  }

  #progress(progress: string, share: number | null): void {
    if (this.state.status === 'running') {
      this.#state.setQuietly({ progress, share });
      this.#didProgress.fire();
    }
  }

  /** Goes back to what was shown before the run that is given up. */
  #back(change: Partial<LabState<Form, Result>> = {}): void {
    if (this.state.growing) {
      this.text.follow(null);
      this.#result = this.#history.find(this.#state.settled.run)?.result ?? null;
    }
    this.#state.back(change);
  }

  /** Shows a part of the result of the run under way. */
  #grow(run: number, read: ReadInput<Input>, result: Result): void {
    if (run === this.#runs && this.state.status === 'running') {
      this.text.follow(read);
      this.#result = result;
      this.#state.set({
        result: this.#view(result) as Result,
        ...{ growing: true, notices: [], models: [], run: null },
      });
    }
  }

  #failed(error: unknown): void {
    if (!isTokenscopeError(error, 'Cancelled')) {
      this.parts.errors.record(error);
      this.fail(error);
    } else if (!this.#slot.busy) {
      this.#back();
    }
  }

  #stateOf(run: LabRun<Form, Result>): Partial<LabState<Form, Result>> {
    this.#result = run.result;
    return shownRun(run, this.#history, this.parts.registry, this.text.read !== null, this.#view);
  }

  readonly #view = (result: Result): unknown => this.tool.view?.(result) ?? result;

  get #key(): string {
    return `laboratory.${this.tool.id}`;
  }

  /** Forgets the text. */
  #clear(): void {
    this.#runs++;
    this.cancel();
    this.text.follow(null);
    this.#history.clear();
    this.#result = null;
    this.#state.set(emptyLab(this.tool.emptyForm));
  }

  #restore(saved: unknown): void {
    const kept = fromPlain(saved) as Kept<Form, Result> | undefined;
    if (kept) {
      this.#history.restore(kept);
      const [latest] = kept.runs;
      this.#state.setQuietly({
        form: kept.form,
        ...(latest && { ...this.#stateOf(latest), status: 'done' }),
      });
    }
  }

  /** Notes why the tool cannot run, if it cannot. @returns whether that has changed. */
  #askAvailable(): boolean {
    const reason = this.tool.unavailable?.(this.state.form) ?? null;
    const unavailable = reason && viewError(reason).sentence;
    const changed = unavailable !== this.state.unavailable;
    this.#state.setQuietly({ unavailable });
    return changed;
  }

  #changed(): void {
    this.#askAvailable();
    const { status } = this.state;
    if (status === 'done' || status === 'empty') {
      this.parts.stored.save(this.#key, () => {
        const kept: Kept<Form, Result> = {
          ...this.#history.kept,
          form: this.#state.settled.form,
        };
        return toPlain(kept);
      });
    }
    this.#didChange.fire();
  }
}

function sourceOf({ document, start, name = '' }: LabSource): string {
  return document ? describePlace(document, document.positionAt(start)) : name;
}
