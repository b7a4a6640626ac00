import { l10n } from 'vscode';
import { TokenscopeError } from '../../common/errors';
import type { CompletionProgress, CompletionResult } from '../../common/protocol/model/completion';
import {
  emptyCompletion,
  type CompletionState,
  type CompletionTokens,
  type SamplingForm,
} from '../../common/protocol/views/completion';
import { viewError } from '../errors/report';
import { Disposables } from '../lifecycle/disposables';
import type { Runs } from '../lifecycle/runs';
import { SingleSlot } from '../lifecycle/singleSlot';
import type { Completer } from './completer';
import { promptNotices, shownTail, sourceOf, speed, stopWords, timingOf } from './completionStates';
import { Insertion } from './insertion';
import type { PromptInput } from './promptInput';
import { cacheReuse, toSampling } from './samplingSettings';

/** What the session tells the view: whole states, and the tokens of a run as they come. */
export interface CompletionListener {
  stateChanged(state: CompletionState): void;
  tokensAdded(tokens: CompletionTokens): void;
}

/** The Continue view's state and what can be done with it; one run at a time. */
export class CompletionSession extends Disposables {
  readonly #slot = this.add(new SingleSlot());
  #state: CompletionState;
  #input: PromptInput | null = null;
  #insertion: Insertion | null = null;
  #startedAt = 0;

  constructor(
    /** What continues the prompt of the next run. */
    private readonly completer: () => Completer,
    private readonly runs: Runs,
    form: SamplingForm,
    private readonly listener: CompletionListener,
  ) {
    super();
    this.#state = emptyCompletion(form);
  }

  /** What the view shows now. */
  get state(): CompletionState {
    return this.#state;
  }

  /** The form's values for the next run. */
  set form(form: SamplingForm) {
    this.#set({ form });
  }

  /** Whether the text was kept through a reload of the window: its place in a document is not known. */
  get restored(): boolean {
    return this.#state.text !== '' && this.#insertion === null;
  }

  /**
   * Where the text goes.
   * @throws TokenscopeError `EmptyText` when there is none, `ResultRestored` when its place is lost.
   */
  get insertion(): Insertion {
    if (this.#state.text === '') {
      throw new TokenscopeError('EmptyText', {});
    }
    if (!this.#insertion) {
      throw new TokenscopeError('ResultRestored', {});
    }
    return this.#insertion;
  }

  /** The prompt of the last run in this window; null before the first. */
  get lastInput(): PromptInput | null {
    return this.#input;
  }

  /** Shows an error in the view, keeping the text. */
  fail(error: unknown): void {
    this.#set({ progress: null, error: viewError(error) });
  }

  /** Takes the error out of the view. */
  clearError(): void {
    this.#set({ error: null });
  }

  /** Ends the run, if there is one; what was streamed stays. */
  cancel(): void {
    this.#slot.cancel();
  }

  /** Shows what an earlier window showed. */
  restore(saved: unknown): void {
    const state = saved as CompletionState | undefined;
    if (state && state.text !== '') {
      this.#set({
        ...state,
        status: 'done',
        progress: null,
        error: null,
        hasSelection: false,
        form: this.#state.form,
      });
    }
  }

  /** Forgets the text. */
  clear(): void {
    this.cancel();
    this.#input = null;
    this.#setInsertion(null);
    this.#set(emptyCompletion(this.#state.form));
  }

  /**
   * Runs the model on a prompt; what was streamed stays, however the run ends.
   * @throws TokenscopeError, after the view shows it.
   */
  async run(input: PromptInput): Promise<void> {
    const completer = this.completer();
    const { shown: model } = completer;
    this.#slot.cancel();
    this.#input = input;
    this.#setInsertion(new Insertion(input));
    const { form } = this.#state;
    const chosen = { ...form, ...input.overrides };
    const sampling = toSampling(chosen);
    const run = this.#state.run + 1;
    this.#startedAt = performance.now();
    this.#set({
      ...emptyCompletion(form),
      run,
      status: 'running',
      progress: completer.ready
        ? l10n.t('Reading the prompt with {0}…', model.name)
        : l10n.t('Loading {0}…', model.name),
      source: sourceOf(input),
      ...shownTail(input.prompt, 0),
      model,
      seed: sampling.greedy ? null : sampling.seed,
      hasSelection: input.selected,
    });
    try {
      const work = this.#slot.run((token) =>
        completer.complete(
          { prompt: input.prompt, sampling, reuse: cacheReuse(chosen) },
          token,
          (progress) => this.#progressed(run, input, progress),
        ),
      );
      this.#finish(await this.runs.track(() => this.#slot.cancel(), work), run);
    } catch (error) {
      this.#interrupted(run, error);
      throw error;
    }
  }

  override dispose(): void {
    super.dispose();
    this.#setInsertion(null);
  }

  #progressed(run: number, input: PromptInput, progress: CompletionProgress): void {
    if (run !== this.#state.run) {
      return;
    }
    switch (progress.kind) {
      case 'loading':
        // Speed is the model's, loading is not part of it.
        this.#startedAt = performance.now();
        return;
      case 'prompt':
        this.#set({
          progress: l10n.t('Writing…'),
          promptTokens: progress.promptTokens,
          ...shownTail(input.prompt, progress.usedFrom),
          notices: promptNotices(input, progress.droppedPromptTokens, progress.promptTokens),
        });
        return;
      case 'tokens':
        this.#append(run, progress.tokens);
    }
  }

  #append(run: number, added: CompletionTokens['tokens']): void {
    const from = this.#state.tokens.length;
    const tokens = [...this.#state.tokens, ...added];
    const elapsed = performance.now() - this.#startedAt;
    const first = this.#state.millisecondsToFirstToken ?? elapsed;
    const timing = {
      millisecondsToFirstToken: first,
      tokensPerSecond: speed({
        tokens: tokens.length,
        milliseconds: elapsed,
        millisecondsToFirstToken: first,
      }),
    };
    const text = this.#state.text + added.map(({ chunk }) => chunk).join('');
    this.#state = { ...this.#state, ...timing, tokens, text };
    this.listener.tokensAdded({ run, from, tokens: added, ...timing });
  }

  #finish(result: CompletionResult, run: number): void {
    if (run === this.#state.run) {
      this.#set({
        status: 'done',
        progress: null,
        text: result.text,
        tokens: result.tokens,
        promptTokens: result.promptTokens,
        millisecondsToFirstToken: result.millisecondsToFirstToken,
        tokensPerSecond: speed(timingOf(result)),
        stopped: stopWords(result.stopReason, result.tokens.length),
      });
    }
  }

  #interrupted(run: number, error: unknown): void {
    if (run !== this.#state.run) {
      return;
    }
    const cancelled = error instanceof TokenscopeError && error.code === 'Cancelled';
    const stopped = cancelled ? stopWords('cancelled', this.#state.tokens.length) : null;
    this.#set({
      status: cancelled ? 'done' : 'failed',
      progress: null,
      stopped,
      error: cancelled ? null : viewError(error),
    });
  }

  #setInsertion(insertion: Insertion | null): void {
    this.#insertion?.dispose();
    this.#insertion = insertion;
  }

  #set(change: Partial<CompletionState>): void {
    this.#state = { ...this.#state, ...change };
    this.listener.stateChanged(this.#state);
  }
}
