import { languages, window, type Uri } from 'vscode';
import { View } from '../../common/contributions';
import type { WorkerClient } from '../../common/processes';
import type { DocumentMirror } from '../documents/documentMirror';
import { EncodeFeature } from '../encode/encodeFeature';
import type { ErrorReporter } from '../errors/report';
import type { ProvenanceMaker } from '../exports/provenanceMaker';
import type { StoredText } from '../history/storedText';
import { Disposables } from '../lifecycle/disposables';
import type { Runs } from '../lifecycle/runs';
import type { Settings } from '../settings/settings';
import type { AddedTokenizers } from '../tokenizers/addedTokenizers';
import { TokenCommands } from './tokenCommands';
import { TokenCopy } from './tokenCopy';
import { TokenHover } from './tokenHover';
import { TokenizerChoice } from './tokenizerChoice';
import { TokenNavigator } from './tokenNavigator';
import { TokenReader } from './tokenReader';
import { TokensController } from './tokensController';
import { TokenStatusBar } from './tokenStatusBar';
import { TokensView } from './view/tokensView';
import { TokensViewCommands } from './view/tokensViewCommands';

/** What the feature is built from. */
export interface TokensParts {
  readonly extensionUri: Uri;
  readonly settings: Settings;
  readonly added: AddedTokenizers;
  readonly worker: WorkerClient;
  readonly mirror: DocumentMirror;
  readonly runs: Runs;
  readonly errors: ErrorReporter;
  readonly stored: StoredText;
  readonly provenance: ProvenanceMaker;
}

/** Tokens in the editor and in their view: decorations, hover, status bar, commands. */
export class TokensFeature extends Disposables {
  readonly tokenizers: TokenizerChoice;
  readonly controller: TokensController;
  readonly view: TokensView;
  readonly encode: EncodeFeature;

  constructor({
    extensionUri,
    settings,
    added,
    worker,
    mirror,
    runs,
    errors,
    stored,
    provenance,
  }: TokensParts) {
    super();
    this.tokenizers = this.add(
      new TokenizerChoice(extensionUri, settings, added, (error) => errors.show(error)),
    );
    const { tokenizers } = this;
    this.controller = this.add(new TokensController(settings, tokenizers, worker, mirror, errors));
    this.add(new TokenStatusBar(tokenizers, worker, mirror, (error) => errors.record(error)));
    this.add(
      languages.registerHoverProvider(
        { scheme: '*' },
        new TokenHover(this.controller, worker, mirror),
      ),
    );
    const { targets } = this.controller;
    const copy = new TokenCopy(new TokenReader(targets, worker, mirror), tokenizers, runs);
    this.add(
      new TokenCommands({
        controller: this.controller,
        navigator: new TokenNavigator(targets, tokenizers, worker, mirror),
        copy,
        settings,
        errors,
      }),
    );
    this.encode = this.add(new EncodeFeature({ tokenizers, worker, mirror, runs, stored }));
    this.view = this.add(
      new TokensView(extensionUri, settings, tokenizers, worker, mirror, copy, this.encode),
    );
    this.add(window.registerWebviewViewProvider(View.tokens, this.view));
    const exportParts = { tokenizers, worker, mirror, provenance };
    this.add(new TokensViewCommands(this.view, exportParts, errors));
  }
}
