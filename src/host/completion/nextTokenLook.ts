import { TokenscopeError } from '../../common/errors';
import type { NextTokenView } from '../../common/protocol/views/completionNext';
import { Disposables } from '../lifecycle/disposables';
import { SingleSlot } from '../lifecycle/singleSlot';
import type { CompletionSession } from './completionSession';

/** Looks at the distribution of the next token; a new look gives up the one before. */
export class NextTokenLook extends Disposables {
  readonly #slot = this.add(new SingleSlot());

  constructor(private readonly session: CompletionSession) {
    super();
  }

  /**
   * @param place how many tokens of the shown text stand before.
   * @throws TokenscopeError `EmptyText` without a prompt, `MissingOutput` where the model cannot be looked
   * into, or as the model process does.
   */
  async look(place: number): Promise<NextTokenView> {
    const { book, requests } = this.session;
    const { completer } = requests;
    const before = requests.place(book.tree.path.tokens.slice(0, place));
    return this.#slot.run(async (token) => {
      const step = await completer.nextStep?.(before, token);
      if (!step) {
        throw new TokenscopeError('MissingOutput', {
          model: completer.shown.name,
          output: 'inspect',
        });
      }
      return { logits: step.logits, ids: step.ids, texts: step.texts };
    });
  }
}
