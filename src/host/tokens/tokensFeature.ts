import { languages, type Uri } from 'vscode';
import type { WorkerClient } from '../../common/processes';
import type { DocumentMirror } from '../documents/documentMirror';
import type { ErrorReporter } from '../errors/report';
import { Disposables } from '../lifecycle/disposables';
import type { Runs } from '../lifecycle/runs';
import type { Settings } from '../settings/settings';
import { TokenCommands } from './tokenCommands';
import { TokenCopy } from './tokenCopy';
import { TokenHover } from './tokenHover';
import { TokenizerChoice } from './tokenizerChoice';
import { TokenNavigator } from './tokenNavigator';
import { TokenReader } from './tokenReader';
import { TokensController } from './tokensController';
import { TokenStatusBar } from './tokenStatusBar';

/** What the feature is built from. */
export interface TokensParts {
  readonly extensionUri: Uri;
  readonly settings: Settings;
  readonly worker: WorkerClient;
  readonly mirror: DocumentMirror;
  readonly runs: Runs;
  readonly errors: ErrorReporter;
}

/** Tokens in the editor: decorations, hover, status bar, commands. */
export class TokensFeature extends Disposables {
  readonly tokenizers: TokenizerChoice;
  readonly controller: TokensController;

  constructor({ extensionUri, settings, worker, mirror, runs, errors }: TokensParts) {
    super();
    this.tokenizers = this.add(new TokenizerChoice(extensionUri, settings));
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
    const { targets } = this.controller;
    const reader = new TokenReader(targets, worker, mirror);
    this.add(
      new TokenCommands({
        controller: this.controller,
        tokenizers: this.tokenizers,
        navigator: new TokenNavigator(targets, this.tokenizers, worker, mirror),
        copy: new TokenCopy(reader, this.tokenizers, runs),
        settings,
        errors,
      }),
    );
  }
}
