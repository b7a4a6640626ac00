import type { TextEditor } from 'vscode';
import { Command, Setting } from '../../common/contributions';
import { requireActiveEditor } from '../documents/activeEditor';
import { registerReported } from '../errors/commands';
import type { ErrorReporter } from '../errors/report';
import { Disposables } from '../lifecycle/disposables';
import { updateSetting, type Settings } from '../settings/settings';
import type { TokenCopy } from './tokenCopy';
import type { TokenNavigator } from './tokenNavigator';
import type { TokensController } from './tokensController';

/** What the commands work with. */
export interface TokenCommandsParts {
  readonly controller: TokensController;
  readonly navigator: TokenNavigator;
  readonly copy: TokenCopy;
  readonly settings: Settings;
  readonly errors: ErrorReporter;
}

/** The commands that work on tokens in the editor. */
export class TokenCommands extends Disposables {
  readonly #errors: ErrorReporter;

  constructor({ controller, navigator, copy, settings, errors }: TokenCommandsParts) {
    super();
    this.#errors = errors;
    this.#register(Command.toggleProjector, () =>
      updateSetting(Setting.projector, !settings.boolean(Setting.projector)),
    );
    this.#onEditor(Command.toggleTokens, (editor) => controller.toggle(editor));
    this.#onEditor(Command.nextToken, (editor) => navigator.next(editor));
    this.#onEditor(Command.previousToken, (editor) => navigator.previous(editor));
    this.#onEditor(Command.selectToken, (editor) => navigator.select(editor));
    this.#onEditor(Command.copyTokens, (editor) => copy.tokens(editor));
    this.#onEditor(Command.copyTokenIds, (editor, argument) =>
      // Key bindings give `{ "format": … }`; the context menu gives the document's uri.
      copy.ids(editor, (argument as { format?: unknown } | undefined)?.format),
    );
  }

  #onEditor(
    command: string,
    work: (editor: TextEditor, argument: unknown) => Promise<void> | void,
  ): void {
    this.#register(command, (argument) => work(requireActiveEditor(), argument));
  }

  #register(command: string, work: (argument: unknown) => Promise<void> | void): void {
    this.add(registerReported(command, this.#errors, work));
  }
}
