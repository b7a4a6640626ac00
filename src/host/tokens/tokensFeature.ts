import { commands, languages, type Uri } from 'vscode';
import { Command } from '../../common/contributions';
import type { WorkerClient } from '../../common/processes';
import { requireActiveEditor } from '../documents/activeEditor';
import type { DocumentMirror } from '../documents/documentMirror';
import type { ErrorReporter } from '../errors/report';
import { Disposables } from '../lifecycle/disposables';
import type { Settings } from '../settings/settings';
import type { AddedTokenizers } from '../tokenizers/addedTokenizers';
import { TokenHover } from './tokenHover';
import { TokenizerChoice } from './tokenizerChoice';
import { TokensController } from './tokensController';
import { TokenStatusBar } from './tokenStatusBar';

/** What the feature is built from. */
export interface TokensParts {
  readonly extensionUri: Uri;
  readonly settings: Settings;
  readonly added: AddedTokenizers;
  readonly worker: WorkerClient;
  readonly mirror: DocumentMirror;
  readonly errors: ErrorReporter;
}

/** Tokens in the editor: decorations, hover, status bar, commands. */
export class TokensFeature extends Disposables {
  readonly tokenizers: TokenizerChoice;
  readonly controller: TokensController;

  constructor({ extensionUri, settings, added, worker, mirror, errors }: TokensParts) {
    super();
    this.tokenizers = this.add(
      new TokenizerChoice(extensionUri, settings, added, (error) => errors.show(error)),
    );
    this.controller = this.add(
      new TokensController(settings, this.tokenizers, worker, mirror, errors),
    );
    this.add(new TokenStatusBar(this.tokenizers, worker, mirror, (error) => errors.record(error)));
    this.add(
      languages.registerHoverProvider(
        { scheme: '*' },
        new TokenHover(this.controller, worker, mirror),
      ),
    );
    this.add(
      commands.registerCommand(Command.toggleTokens, () => {
        try {
          this.controller.toggle(requireActiveEditor());
        } catch (error) {
          errors.show(error);
        }
      }),
    );
  }
}
