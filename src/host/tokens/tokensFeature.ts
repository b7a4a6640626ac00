import { commands, languages, window, Uri } from 'vscode';
import { Command, View } from '../../common/contributions';
import type { WorkerClient } from '../../common/processes';
import { requireActiveEditor } from '../documents/activeEditor';
import type { DocumentMirror } from '../documents/documentMirror';
import type { ErrorReporter } from '../errors/report';
import { Disposables } from '../lifecycle/disposables';
import type { ProvenanceMaker } from '../exports/provenanceMaker';
import type { Settings } from '../settings/settings';
import { TokenHover } from './tokenHover';
import { TokenizerChoice } from './tokenizerChoice';
import { TokensController } from './tokensController';
import { TokenStatusBar } from './tokenStatusBar';
import { exportTokens, writeTokens } from './view/tokenExports';
import { targetOf } from './view/tokensTarget';
import { TokensView } from './view/tokensView';

/** What the feature is built from. */
export interface TokensParts {
  readonly extensionUri: Uri;
  readonly settings: Settings;
  readonly worker: WorkerClient;
  readonly mirror: DocumentMirror;
  readonly errors: ErrorReporter;
  readonly provenance: ProvenanceMaker;
}

/** Tokens in the editor: decorations, hover, status bar, commands. */
export class TokensFeature extends Disposables {
  readonly tokenizers: TokenizerChoice;
  readonly controller: TokensController;
  readonly view: TokensView;

  constructor(private readonly parts: TokensParts) {
    super();
    const { extensionUri, settings, worker, mirror, errors } = parts;
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
    this.view = this.add(new TokensView(extensionUri, this.tokenizers, worker, mirror));
    this.add(window.registerWebviewViewProvider(View.tokens, this.view));
    this.#register(Command.selectTokenizer, () => this.tokenizers.pick());
    this.#register(Command.toggleTokens, () => this.controller.toggle(requireActiveEditor()));
    this.#register(Command.showInTokensView, (offset) => this.#show(offset));
    this.#register(Command.exportTokens, (file) => this.#export(file));
  }

  /** Registers a command whose errors are shown. */
  #register(command: string, run: (argument?: unknown) => void | Promise<void>): void {
    this.add(
      commands.registerCommand(command, async (argument: unknown) => {
        try {
          await run(argument);
        } catch (error) {
          this.parts.errors.show(error);
        }
      }),
    );
  }

  /** @param offset UTF-16 offset of a token; the cursor's when it is not a number. */
  async #show(offset: unknown): Promise<void> {
    const { document, selection } = requireActiveEditor();
    await this.view.show(typeof offset === 'number' ? offset : document.offsetAt(selection.start));
  }

  /** @param file where to, for callers that know; else the user is asked. */
  async #export(file: unknown): Promise<void> {
    const { session } = this.view;
    const shown = this.view.visible ? session.target : null;
    const target = shown ?? targetOf(requireActiveEditor());
    const { worker, mirror, provenance } = this.parts;
    const parts = { tokenizers: this.tokenizers, worker, mirror, provenance };
    const { addSpecialTokens } = session.state;
    await (file instanceof Uri
      ? writeTokens(target, addSpecialTokens, file, parts)
      : exportTokens(target, addSpecialTokens, parts));
  }
}
