import { idsHold } from '../../common/completion/branches';
import { textOf, type CompletedToken } from '../../common/completion/completedToken';
import { TokenscopeError } from '../../common/errors';
import type { SamplingForm } from '../../common/protocol/views/completion';
import type { Completer, CompletionPlace, CompletionRequest } from './completer';
import type { CompletionBook } from './completionBook';
import type { PromptText } from './promptInput';
import { cacheReuse, toSampling } from './samplingSettings';

/** What is asked of a model behind the prompt of a book. */
export class CompletionRequests {
  constructor(
    private readonly book: CompletionBook,
    private readonly current: () => Completer,
  ) {}

  /** What continues the prompt in the next run. */
  get completer(): Completer {
    return this.current();
  }

  /**
   * The prompt, with the form's values as its runs take them.
   * @throws TokenscopeError `EmptyText` without one.
   */
  get input(): { readonly prompt: PromptText; readonly form: SamplingForm } {
    const { prompt, state } = this.book;
    if (!prompt) {
      throw new TokenscopeError('EmptyText', {});
    }
    return { prompt, form: { ...state.form, ...prompt.overrides } };
  }

  /**
   * The place behind some tokens of the tree.
   * @throws TokenscopeError `EmptyText` without a prompt, `ChosenModelMissing`.
   */
  place(tokens: readonly CompletedToken[]): CompletionPlace {
    const { prompt } = this.input;
    // What another model wrote is read as text: its ids may be those of another vocabulary.
    const known = idsHold(this.book.tree.branches, this.completer.shown);
    return {
      prompt: prompt.prompt,
      prefixIds: tokens.map(({ id }) => (known ? id : null)),
      prefixText: textOf(tokens),
    };
  }

  /** What a run asks for behind some tokens of the tree. @throws TokenscopeError as {@link place} does. */
  run(tokens: readonly CompletedToken[]): CompletionRequest {
    const { form } = this.input;
    return {
      ...this.place(tokens),
      sampling: toSampling(form),
      // What the run before read and wrote is part of the text: the next goes on from there at once.
      reuse: tokens.length > 0 ? 'prefix' : cacheReuse(form),
    };
  }
}
