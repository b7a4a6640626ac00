import { commands, type Uri } from 'vscode';
import type { MessageConnection } from 'vscode-jsonrpc';
import { Command, View } from '../../common/contributions';
import { isTokenscopeError } from '../../common/errors';
import {
  changeForm,
  completionState,
  completionTokens,
  copyCompletion,
  insertCompletion,
  replaceSelection,
  restartCompletion,
  startCompletion,
  type CompletionState,
  type CompletionTokens,
  type SamplingForm,
} from '../../common/protocol/views/completion';
import {
  beginGuessing,
  branchCompletion,
  extendCompletion,
  guessNext,
  showBranch,
  showCompletionRun,
  starBranch,
  useFavourite,
} from '../../common/protocol/views/completionBranches';
import { lookAtNextToken, type NextTokenView } from '../../common/protocol/views/completionNext';
import { viewError } from '../errors/report';
import { StateView } from '../views/stateView';
import type { CompletionEdits } from './completionEdits';
import type { CompletionSession } from './completionSession';

/** What the view asks of the feature. */
export interface CompletionActions {
  changeForm(change: Partial<SamplingForm>): Promise<void>;
  again(): void;
  /** Does something whose errors the view shows; false when there was one. */
  work(work: () => Promise<void>): Promise<boolean>;
  beginGuessing(): Promise<void>;
  guess(guess: string): Promise<void>;
  look(place: number): Promise<NextTokenView>;
}

/** The Continue side panel; its buttons run the commands, so that both do the same. */
export class CompletionView extends StateView<CompletionState> {
  constructor(
    extensionUri: Uri,
    private readonly session: CompletionSession,
    private readonly edits: CompletionEdits,
    private readonly on: CompletionActions,
  ) {
    super(extensionUri, View.completion, 'completion', 'tokenscope-completion', completionState);
  }

  add(tokens: CompletionTokens): void {
    this.notify(completionTokens, tokens);
  }

  protected state(): CompletionState {
    return this.session.state;
  }

  protected cancel(): void {
    this.session.cancel();
  }

  protected handle(connection: MessageConnection): void {
    const run = (command: string): Thenable<boolean> => commands.executeCommand<boolean>(command);
    connection.onRequest(insertCompletion, () => run(Command.insertCompletion));
    connection.onRequest(replaceSelection, () => run(Command.replaceSelection));
    connection.onNotification(copyCompletion, () => void run(Command.copyCompletion));
    connection.onNotification(startCompletion, () => void run(Command.continue));
    connection.onNotification(restartCompletion, () => this.on.again());
    connection.onNotification(changeForm, (change) => {
      this.on.changeForm(change).catch((error: unknown) => this.session.fail(error));
    });
    this.#handleBranches(connection);
    connection.onRequest(lookAtNextToken, async ({ place }) => {
      try {
        return await this.on.look(place);
      } catch (error) {
        return isTokenscopeError(error, 'Cancelled') ? null : { error: viewError(error).sentence };
      }
    });
    connection.onNotification(beginGuessing, () => void this.on.beginGuessing());
    connection.onRequest(guessNext, ({ guess }) => this.on.work(() => this.on.guess(guess)));
  }

  #handleBranches(connection: MessageConnection): void {
    const { session } = this;
    connection.onNotification(extendCompletion, () => {
      void this.on.work(() => session.extend());
    });
    connection.onNotification(branchCompletion, ({ place, id, text, logProb }) => {
      void this.on.work(() => session.branch(place, { id, text, logProb }));
    });
    connection.onNotification(showBranch, ({ branch }) => session.show(branch));
    connection.onNotification(showCompletionRun, ({ run }) => session.showRun(run));
    connection.onNotification(starBranch, ({ branch }) => session.book.star(branch));
    connection.onNotification(useFavourite, ({ id, what }) => {
      void this.edits.useFavourite(id, what);
    });
  }
}
