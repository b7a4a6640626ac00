import { l10n, type CancellationToken } from 'vscode';
import { pathOf, type Branch } from '../../common/completion/branches';
import type { CompletedToken } from '../../common/completion/completedToken';
import { isTokenscopeError, TokenscopeError } from '../../common/errors';
import type { CompletionTokens } from '../../common/protocol/views/completion';
import type { ViewModel } from '../../common/protocol/views/view';
import { viewError } from '../errors/report';
import { Disposables } from '../lifecycle/disposables';
import type { Runs } from '../lifecycle/runs';
import { SingleSlot } from '../lifecycle/singleSlot';
import type { Completer, CompleterResult } from './completer';
import type { CompletionBook } from './completionBook';
import type { CompletionRequests } from './completionRequests';
import { noBeamsWords, promptNotices, readingWords, shownTail } from './completionStates';
import { Generation } from './generation';
import { generateTexts } from './generateTexts';
import type { PromptText } from './promptInput';
import { freshSampling, type RunPlan } from './runPlan';
import { textsOf, toSampling } from './samplingSettings';

/** Runs models on the prompt of a book, and writes into it what comes; one run at a time. */
export class CompletionRunner extends Disposables {
  readonly #slot = this.add(new SingleSlot());
  #generation: Generation | null = null;

  constructor(
    private readonly book: CompletionBook,
    private readonly requests: CompletionRequests,
    private readonly runs: Runs,
    private readonly onTokens: (tokens: CompletionTokens) => void,
  ) {
    super();
  }

  /** Ends the run, if there is one; what was streamed stays. */
  cancel(): void {
    this.#slot.cancel();
  }

  /** A new run takes the place of the one that is under way; what that one streamed stays. */
  supersede(): void {
    this.cancel();
    if (this.#generation) {
      this.#interrupted(this.#generation, new TokenscopeError('Cancelled', {}));
    }
  }

  /** Ends the run, whose texts are not wanted any more. */
  forget(): void {
    this.cancel();
    this.#generation = null;
  }

  /**
   * Generates the texts of a plan; what was streamed stays, however the run ends.
   * @throws TokenscopeError, after the view shows it; `EmptyText` without a prompt.
   */
  async generate(plan: RunPlan): Promise<void> {
    const { prompt, form } = this.requests.input;
    this.supersede();
    const { completer } = this.requests;
    const ran = this.#modelOf(completer);
    const { tree } = this.book;
    const numBeams = completer.completeBeams ? form.numBeams : 1;
    const count = textsOf({ ...form, numBeams });
    // A search draws nothing.
    const sampling = freshSampling(tree.branches, plan, {
      ...toSampling(form),
      ...(numBeams > 1 && { greedy: true }),
    });
    const begun = tree.begin(plan, sampling, { count, numBeams, ran });
    const generation = this.#listenTo(begun, prompt);
    this.book.running(ran, readingWords(completer));
    const request = { ...this.requests.run(this.#readBy(begun[0])), sampling };
    try {
      const results = await this.#track((token) =>
        generateTexts(completer, request, { count, numBeams }, token, (progress) => {
          if (generation === this.#generation) {
            generation.progressed(progress);
          }
        }),
      );
      this.#finish(generation, results, form.numBeams > numBeams ? [noBeamsWords()] : []);
    } catch (error) {
      this.#interrupted(generation, error);
      throw error;
    }
  }

  /**
   * Work that Escape cancels, such as on a guess, in place of a run that is under way.
   * @throws TokenscopeError, after the view shows it; `Cancelled` is not shown.
   */
  async tracked<T>(work: (token: CancellationToken) => Promise<T>): Promise<T> {
    this.supersede();
    try {
      return await this.#track(work);
    } catch (error) {
      if (!isTokenscopeError(error, 'Cancelled')) {
        this.book.set({ status: 'failed', progress: null, error: viewError(error) });
      } else if (!this.#slot.busy) {
        this.book.set({ status: 'done', progress: null });
      }
      throw error;
    }
  }

  #track<T>(work: (token: CancellationToken) => Promise<T>): Promise<T> {
    return this.runs.track(() => this.cancel(), this.#slot.run(work));
  }

  /** The model of a run. @throws TokenscopeError such as `ChosenModelMissing`, after the view shows it. */
  #modelOf(completer: Completer): ViewModel {
    try {
      return completer.shown;
    } catch (error) {
      this.#interrupted(null, error);
      throw error;
    }
  }

  #listenTo(begun: readonly Branch[], prompt: PromptText): Generation {
    const { book } = this;
    const generation = new Generation(book.tree, begun, {
      promptRead: ({ promptTokens, droppedPromptTokens, usedFrom }) =>
        book.set({
          progress: l10n.t('Writing…'),
          ...shownTail(prompt.prompt, usedFrom),
          notices: promptNotices(prompt, droppedPromptTokens, promptTokens),
        }),
      searched: (length) =>
        book.set({ progress: l10n.t('Searching with beams, {0} tokens deep…', length) }),
      tokensAdded: ({ id, timing }, from, tokens) => {
        book.grown();
        const { millisecondsToFirstToken, tokensPerSecond } = timing;
        this.onTokens({
          ...{ run: book.run, branch: id, from, tokens },
          ...{ millisecondsToFirstToken, tokensPerSecond },
        });
      },
    });
    this.#generation = generation;
    return generation;
  }

  /** What stands before the tokens that a branch will get. */
  #readBy(branch: Branch | undefined): readonly CompletedToken[] {
    return branch ? pathOf(this.book.tree.branches, branch).tokens : [];
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
      this.book.settled(
        { status: 'done', notices: [...this.book.state.notices, ...notices] },
        results[0]?.model ?? null,
      );
    }
  }

  /** @param generation null for a run that came to nothing before it began. */
  #interrupted(generation: Generation | null, error: unknown): void {
    if (generation !== this.#generation) {
      return;
    }
    const cancelled = isTokenscopeError(error, 'Cancelled');
    generation?.interrupt(cancelled ? 'cancelled' : 'failed');
    this.#generation = null;
    this.book.settled(
      cancelled ? { status: 'done' } : { status: 'failed', error: viewError(error) },
    );
  }
}
