import { l10n, type CancellationToken, type TextDocument } from 'vscode';
import { idsHold, pathOf, type Branch } from '../../common/completion/branches';
import { isTokenscopeError, TokenscopeError } from '../../common/errors';
import type { CompletedChoice } from '../../common/completion/completedToken';
import type {
  CompletionState,
  CompletionTokens,
  SamplingForm,
  ServerMark,
} from '../../common/protocol/views/completion';
import { viewError } from '../errors/report';
import type { KeptRun } from '../history/runList';
import { Disposables } from '../lifecycle/disposables';
import type { Runs } from '../lifecycle/runs';
import { SingleSlot } from '../lifecycle/singleSlot';
import type { Completer, CompleterResult, CompletionRequest } from './completer';
import { CompletionBook, type KeptCompletion } from './completionBook';
import type { CompletionRun } from './completionRuns';
import { promptNotices, shownTail } from './completionStates';
import { Generation } from './generation';
import { Insertion } from './insertion';
import { generateTexts } from './generateTexts';
import type { PromptInput, PromptText } from './promptInput';
import {
  againPlan,
  alternativePlan,
  extensionPlan,
  firstPlan,
  freshSampling,
  type RunPlan,
} from './runPlan';
import { cacheReuse, textsOf, toSampling } from './samplingSettings';

/** What the session tells the view: whole states, and the tokens of a run as they come. */
export interface CompletionListener {
  stateChanged(state: CompletionState): void;
  tokensAdded(tokens: CompletionTokens): void;
}

/** The Continue view's state and what can be done with it; one run at a time. */
export class CompletionSession extends Disposables {
  readonly #slot = this.add(new SingleSlot());
  readonly #book: CompletionBook;
  #generation: Generation | null = null;
  #insertion: Insertion | null = null;
  #document: TextDocument | null = null;

  constructor(
    /** What continues the prompt of the next run. */
    private readonly completer: () => Completer,
    private readonly runs: Runs,
    form: SamplingForm,
    private readonly listener: CompletionListener,
  ) {
    super();
    this.#book = new CompletionBook(form, () => this.listener.stateChanged(this.state));
  }

  /** What the view shows now. */
  get state(): CompletionState {
    return this.#book.state;
  }

  /** The form's values for the next run. */
  set form(form: SamplingForm) {
    this.#book.set({ form });
  }

  /**
   * Shows where the next text comes from.
   * @param server null: this machine's own model. @param closed why its model cannot be looked into,
   * worded; null where it can.
   */
  showBackend(server: ServerMark | null, closed: string | null): void {
    this.#book.set({ server, closed });
  }

  /** Whether the text's place in a document is not known: it was kept through a reload, or shown again. */
  get restored(): boolean {
    return this.#book.tree.shown !== undefined && this.#insertion === null;
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
    return this.#book.prompt !== null;
  }

  /** The shown texts as they are kept; null when there are none. */
  get shownRun(): KeptRun<CompletionRun> | null {
    return this.#book.shownRun;
  }

  /** What is kept of the prompt and its texts. */
  get book(): CompletionBook {
    return this.#book;
  }

  /** What a later window needs. */
  get kept(): KeptCompletion {
    return this.#book.kept;
  }

  /** Shows an error in the view, keeping the text. */
  fail(error: unknown): void {
    this.#book.set({ progress: null, error: viewError(error) });
  }

  /** Takes the error out of the view. */
  clearError(): void {
    this.#book.set({ error: null });
  }

  /** Ends the run, if there is one; what was streamed stays. */
  cancel(): void {
    this.#slot.cancel();
  }

  /** Shows what an earlier window showed. */
  restore(saved: unknown): void {
    this.#book.restore(saved as KeptCompletion | undefined);
  }

  /** Forgets the text. */
  clear(): void {
    this.cancel();
    this.#generation = null;
    this.#place(null);
    this.#book.clear();
  }

  /**
   * Takes a new prompt, whose texts make a tree of their own; nothing is generated yet.
   * @returns what the model continues.
   */
  begin(input: PromptInput): void {
    this.#supersede();
    this.#place(input);
    this.#book.begin(input);
  }

  /**
   * Runs the model on a new prompt; what was streamed stays, however the run ends.
   * @throws TokenscopeError, after the view shows it.
   */
  async run(input: PromptInput): Promise<void> {
    this.begin(input);
    await this.#generate(firstPlan);
  }

  /** Another text in the place of the shown one. @throws TokenscopeError, after the view shows it. */
  async again(): Promise<void> {
    const { shown } = this.#book.tree;
    await this.#generate(shown ? againPlan(shown) : firstPlan);
  }

  /** Goes on from the shown text. @throws TokenscopeError, after the view shows it. */
  async extend(): Promise<void> {
    const { tree } = this.#book;
    const { shown, branches } = tree;
    await this.#generate(shown ? extensionPlan(branches, shown) : firstPlan);
  }

  /**
   * Goes on with another token at a place of the shown text.
   * @throws TokenscopeError, after the view shows it.
   */
  async branch(place: number, choice: CompletedChoice): Promise<void> {
    const { branches, shown } = this.#book.tree;
    await this.#generate(alternativePlan(branches, shown?.id ?? null, place, choice));
  }

  /** Shows another text of the tree. */
  show(branch: number): void {
    this.#book.tree.show(branch);
    if (this.state.status === 'running') {
      this.#book.changed();
    } else {
      this.#book.keep();
    }
  }

  /** Shows the texts of an earlier prompt again. */
  showRun(run: number): void {
    if (this.state.status !== 'running' && run !== this.state.entry && this.#book.showRun(run)) {
      this.#place(null);
    }
  }

  /**
   * Work that Escape cancels, such as on a guess; one at a time, with the runs.
   * @throws TokenscopeError, after the view shows it; `Cancelled` is not shown.
   */
  async tracked<T>(work: (token: CancellationToken) => Promise<T>): Promise<T> {
    try {
      return await this.runs.track(() => this.#slot.cancel(), this.#slot.run(work));
    } catch (error) {
      if (!isTokenscopeError(error, 'Cancelled')) {
        this.#book.set({ status: 'failed', progress: null, error: viewError(error) });
      } else if (!this.#slot.busy) {
        this.#book.set({ status: 'done', progress: null });
      }
      throw error;
    }
  }

  override dispose(): void {
    super.dispose();
    this.#place(null);
  }

  /**
   * What a run asks for behind some tokens of the tree.
   * @throws TokenscopeError `EmptyText` without a prompt.
   */
  request(prefix: {
    readonly tokens: readonly { readonly id: number | null }[];
    readonly text: string;
  }): CompletionRequest {
    const { prompt, form } = this.#required;
    // What another model wrote is read as text: its ids may be those of another vocabulary.
    const known = idsHold(this.#book.tree.branches, this.completer().shown);
    return {
      prompt: prompt.prompt,
      prefixIds: prefix.tokens.map(({ id }) => (known ? id : null)),
      prefixText: prefix.text,
      sampling: toSampling(form),
      // What the run before read and wrote is part of the text: the next goes on from there at once.
      reuse: prefix.tokens.length > 0 ? 'prefix' : cacheReuse(form),
    };
  }

  /** The prompt, with the form's values as its runs take them. */
  get #required(): { readonly prompt: PromptText; readonly form: SamplingForm } {
    const { prompt } = this.#book;
    if (!prompt) {
      throw new TokenscopeError('EmptyText', {});
    }
    return { prompt, form: { ...this.state.form, ...prompt.overrides } };
  }

  async #generate(plan: RunPlan): Promise<void> {
    const { prompt, form } = this.#required;
    this.#supersede();
    const completer = this.completer();
    const { tree } = this.#book;
    const numBeams = completer.completeBeams ? form.numBeams : 1;
    const count = textsOf({ ...form, numBeams });
    // A search draws nothing.
    const sampling = freshSampling(tree.branches, plan, {
      ...toSampling(form),
      ...(numBeams > 1 && { greedy: true }),
    });
    const begun = tree.begin(plan, sampling, { count, numBeams });
    const generation = this.#listenTo(begun, prompt);
    const read = this.#readOf(begun[0]);
    for (const { id } of begun) {
      tree.change(id, { ran: completer.shown });
    }
    this.#book.running(completer.shown, reading(completer));
    const request = { ...this.request(read), sampling };
    try {
      const work = this.#slot.run((token) =>
        generateTexts(completer, request, { count, numBeams }, token, (progress) => {
          if (generation === this.#generation) {
            generation.progressed(progress);
          }
        }),
      );
      const results = await this.runs.track(() => this.#slot.cancel(), work);
      this.#finish(generation, results, form.numBeams > numBeams ? [noBeams()] : []);
    } catch (error) {
      this.#interrupted(generation, error);
      throw error;
    }
  }

  #listenTo(begun: readonly Branch[], prompt: PromptText): Generation {
    const generation = new Generation(this.#book.tree, begun, {
      promptRead: ({ promptTokens, droppedPromptTokens, usedFrom }) =>
        this.#book.set({
          progress: l10n.t('Writing…'),
          ...shownTail(prompt.prompt, usedFrom),
          notices: promptNotices(prompt, droppedPromptTokens, promptTokens),
        }),
      searched: (length) =>
        this.#book.set({ progress: l10n.t('Searching with beams, {0} tokens deep…', length) }),
      tokensAdded: ({ id, timing }, from, tokens) => {
        this.#book.grown();
        const { millisecondsToFirstToken, tokensPerSecond } = timing;
        this.listener.tokensAdded({
          ...{ run: this.state.run, branch: id, from, tokens },
          ...{ millisecondsToFirstToken, tokensPerSecond },
        });
      },
    });
    this.#generation = generation;
    return generation;
  }

  /** What stands before the tokens that a branch will get. */
  #readOf(branch: Branch | undefined) {
    return branch ? pathOf(this.#book.tree.branches, branch) : { tokens: [], text: '' };
  }

  #finish(
    generation: Generation,
    results: readonly CompleterResult[],
    withoutBeams: readonly string[],
  ): void {
    if (generation === this.#generation) {
      generation.finish(results);
      this.#generation = null;
      const notices = [...(results[0]?.notices ?? []), ...withoutBeams];
      this.#book.settled(
        { status: 'done', notices: [...this.state.notices, ...notices] },
        results[0]?.model ?? null,
      );
    }
  }

  #interrupted(generation: Generation, error: unknown): void {
    if (generation !== this.#generation) {
      return;
    }
    const cancelled = isTokenscopeError(error, 'Cancelled');
    generation.interrupt(cancelled ? 'cancelled' : 'failed');
    this.#generation = null;
    this.#book.settled(
      cancelled ? { status: 'done' } : { status: 'failed', error: viewError(error) },
    );
  }

  /** A new run takes the place of the one that is under way; what that one streamed stays. */
  #supersede(): void {
    this.#slot.cancel();
    if (this.#generation) {
      this.#interrupted(this.#generation, new TokenscopeError('Cancelled', {}));
    }
  }

  #place(input: PromptInput | null): void {
    this.#insertion?.dispose();
    this.#insertion = input && new Insertion(input);
    this.#document = input?.document ?? null;
  }
}

/** What is going on until the first token. */
function reading({ ready, shown: { name } }: Completer): string {
  return ready ? l10n.t('Reading the prompt with {0}…', name) : l10n.t('Loading {0}…', name);
}

function noBeams(): string {
  return l10n.t(
    'Only the local model searches with beams: this text was continued as the other settings say.',
  );
}
