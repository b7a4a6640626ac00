import type { TextDocument } from 'vscode';
import { TokenscopeError } from '../../common/errors';
import type { CompletedChoice } from '../../common/completion/completedToken';
import type {
  CompletionState,
  CompletionTokens,
  SamplingForm,
  ServerMark,
} from '../../common/protocol/views/completion';
import { viewError } from '../errors/report';
import { Disposables } from '../lifecycle/disposables';
import type { Runs } from '../lifecycle/runs';
import type { Completer } from './completer';
import { CompletionBook, type KeptCompletion } from './completionBook';
import { CompletionRequests } from './completionRequests';
import { CompletionRunner } from './completionRunner';
import { Insertion } from './insertion';
import type { PromptInput } from './promptInput';
import { againPlan, alternativePlan, extensionPlan, firstPlan } from './runPlan';

/** What the session tells the view: whole states, and the tokens of a run as they come. */
export interface CompletionListener {
  stateChanged(state: CompletionState): void;
  tokensAdded(tokens: CompletionTokens): void;
}

/** The Continue view's state and what can be done with it. */
export class CompletionSession extends Disposables {
  /** What is kept of the prompt and its texts. */
  readonly book: CompletionBook;
  readonly requests: CompletionRequests;
  readonly runner: CompletionRunner;
  #insertion: Insertion | null = null;
  #document: TextDocument | null = null;

  /** @param completer what continues the prompt of the next run. */
  constructor(
    completer: () => Completer,
    runs: Runs,
    form: SamplingForm,
    listener: CompletionListener,
  ) {
    super();
    this.book = new CompletionBook(form, () => listener.stateChanged(this.state));
    this.requests = new CompletionRequests(this.book, completer);
    this.runner = this.add(
      new CompletionRunner(this.book, this.requests, runs, (tokens) =>
        listener.tokensAdded(tokens),
      ),
    );
  }

  /** What the view shows now. */
  get state(): CompletionState {
    return this.book.state;
  }

  /** The form's values for the next run. */
  set form(form: SamplingForm) {
    this.book.set({ form });
  }

  /**
   * Shows where the next text comes from.
   * @param server null: this machine's own model. @param closed why its model cannot be looked into,
   * worded; null where it can.
   */
  showBackend(server: ServerMark | null, closed: string | null): void {
    this.book.set({ server, closed });
  }

  /** Whether the text's place in a document is not known: it was kept through a reload, or shown again. */
  get restored(): boolean {
    return this.book.tree.shown !== undefined && this.#insertion === null;
  }

  /**
   * Where the text goes.
   * @throws TokenscopeError `EmptyText` when there is none, `ResultRestored` when its place is lost.
   */
  get insertion(): Insertion {
    if (this.state.text === '') {
      throw new TokenscopeError('EmptyText', {});
    }
    if (!this.#insertion) {
      throw new TokenscopeError('ResultRestored', {});
    }
    return this.#insertion;
  }

  /** The document that the prompt is from; null after a reload. */
  get document(): TextDocument | null {
    return this.#document;
  }

  /** Whether there is a prompt that can be continued again. */
  get hasPrompt(): boolean {
    return this.book.prompt !== null;
  }

  /** What a later window needs. */
  get kept(): KeptCompletion {
    return this.book.kept;
  }

  /** Shows an error in the view, keeping the text. */
  fail(error: unknown): void {
    this.book.set({ progress: null, error: viewError(error) });
  }

  /** Takes the error out of the view. */
  clearError(): void {
    this.book.set({ error: null });
  }

  /** Ends the run, if there is one; what was streamed stays. */
  cancel(): void {
    this.runner.cancel();
  }

  /** Shows what an earlier window showed. */
  restore(saved: unknown): void {
    this.book.restore(saved as KeptCompletion | undefined);
  }

  /** Forgets the text. */
  clear(): void {
    this.runner.forget();
    this.#place(null);
    this.book.clear();
  }

  /** Takes a new prompt, whose texts make a tree of their own; nothing is generated yet. */
  begin(input: PromptInput): void {
    this.runner.supersede();
    this.#place(input);
    this.book.begin(input);
  }

  /**
   * Runs the model on a new prompt; what was streamed stays, however the run ends.
   * @throws TokenscopeError, after the view shows it.
   */
  async run(input: PromptInput): Promise<void> {
    this.begin(input);
    await this.runner.generate(firstPlan);
  }

  /** Another text in the place of the shown one. @throws TokenscopeError, after the view shows it. */
  async again(): Promise<void> {
    const { shown } = this.book.tree;
    await this.runner.generate(shown ? againPlan(shown) : firstPlan);
  }

  /** Goes on from the shown text. @throws TokenscopeError, after the view shows it. */
  async extend(): Promise<void> {
    const { shown, branches } = this.book.tree;
    await this.runner.generate(shown ? extensionPlan(branches, shown) : firstPlan);
  }

  /**
   * Goes on with another token at a place of the shown text.
   * @throws TokenscopeError, after the view shows it.
   */
  async branch(place: number, choice: CompletedChoice): Promise<void> {
    const { branches, shown } = this.book.tree;
    await this.runner.generate(alternativePlan(branches, shown?.id ?? null, place, choice));
  }

  /** Shows another text of the tree. */
  show(branch: number): void {
    this.book.tree.show(branch);
    if (this.state.status === 'running') {
      this.book.changed();
    } else {
      this.book.keep();
    }
  }

  /** Shows the texts of an earlier prompt again. */
  showRun(run: number): void {
    if (this.state.status !== 'running' && run !== this.state.entry && this.book.showRun(run)) {
      this.#place(null);
    }
  }

  override dispose(): void {
    super.dispose();
    this.#place(null);
  }

  #place(input: PromptInput | null): void {
    this.#insertion?.dispose();
    this.#insertion = input && new Insertion(input);
    this.#document = input?.document ?? null;
  }
}
