import { commands, type Uri } from 'vscode';
import type { MessageConnection } from 'vscode-jsonrpc';
import { Command, View } from '../../common/contributions';
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
} from '../../common/protocol/views/completion';
import { StateView } from '../views/stateView';
import type { CompletionSession } from './completionSession';
import type { FormSettings } from './formSettings';

/** The Continue side panel; its buttons run the commands, so that both do the same. */
export class CompletionView extends StateView<CompletionState> {
  constructor(
    extensionUri: Uri,
    private readonly session: CompletionSession,
    private readonly form: FormSettings,
    private readonly restart: () => void,
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
    connection.onNotification(restartCompletion, () => this.restart());
    connection.onNotification(changeForm, (change) => {
      this.form.change(change).catch((error: unknown) => this.session.fail(error));
    });
  }
}
