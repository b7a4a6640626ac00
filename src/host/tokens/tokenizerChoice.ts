import { Uri, workspace, type Event, EventEmitter } from 'vscode';
import { Setting } from '../../common/contributions';
import { TokenscopeError } from '../../common/errors';
import { bundledTokenizers, defaultTokenizer } from '../../common/models/tokenizerCatalog';
import type { TokenizerRef } from '../../common/protocol/tokenizer/tokens';
import { Disposables } from '../lifecycle/disposables';
import type { Settings } from '../settings/settings';
import type { AddedTokenizers } from '../tokenizers/addedTokenizers';

/** What views and exports say of a tokenizer. */
export interface TokenizerFacts {
  readonly source: 'bundled' | 'folder';
  /** How it splits words, in the field's words. */
  readonly method: string;
  /** Of the model that it belongs to, in tokens; null where that is not known. */
  readonly contextLength: number | null;
  /** SPDX identifier; empty where it is not known. */
  readonly licence: string;
  /** Hash of an added file; the bundled ones are those of the extension's version. */
  readonly revision: string;
}

/** The tokenizer that the user chose, bundled or added. */
export class TokenizerChoice extends Disposables {
  readonly #didChange = this.add(new EventEmitter<void>());
  readonly onDidChange: Event<void> = this.#didChange.event;
  #told = '';

  /** @param onUnusable is told once why the chosen tokenizer is not used. */
  constructor(
    private readonly extensionUri: Uri,
    private readonly settings: Settings,
    private readonly added: AddedTokenizers,
    private readonly onUnusable: (error: unknown) => void,
  ) {
    super();
    this.add(added.onDidChange(() => this.#didChange.fire()));
    this.add(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(Setting.tokenizer)) {
          this.#told = '';
          this.#didChange.fire();
        }
      }),
    );
  }

  /** The chosen tokenizer, or the default where that one does not exist or is quarantined. */
  get current(): TokenizerRef {
    try {
      const chosen = this.ref(this.settings.string(Setting.tokenizer));
      this.#told = '';
      return chosen;
    } catch (error) {
      this.#tell(error);
      return this.ref(defaultTokenizer);
    }
  }

  /** Of all that can be used: the bundled ones, then the added ones that are not quarantined. */
  get ids(): readonly string[] {
    const usable = this.added.all.filter(({ quarantine }) => quarantine === null);
    return [...bundledTokenizers, ...usable].map(({ id }) => id);
  }

  /** @throws TokenscopeError `UnknownTokenizer` or `TokenizerQuarantined`. */
  ref(id: string): TokenizerRef {
    if (bundledTokenizers.some((tokenizer) => tokenizer.id === id)) {
      const file = Uri.joinPath(this.extensionUri, 'models', 'tokenizers', id, 'tokenizer.json');
      return { id, file: file.fsPath };
    }
    const added = this.added.find(id);
    if (!added) {
      throw new TokenscopeError('UnknownTokenizer', { tokenizer: id });
    }
    if (added.quarantine !== null) {
      const { quarantine: reason } = added;
      throw new TokenscopeError('TokenizerQuarantined', { tokenizer: id, reason });
    }
    return this.added.ref(added);
  }

  /** What is known of a tokenizer beside its file; nothing of one that has been removed. */
  facts(id: string): TokenizerFacts {
    const bundled = bundledTokenizers.find((tokenizer) => tokenizer.id === id);
    if (bundled) {
      const { method, contextLength, licence } = bundled;
      return { source: 'bundled', method, contextLength, licence, revision: '' };
    }
    const { method = '', sha256 = '' } = this.added.find(id) ?? {};
    const revision = sha256 && `sha256:${sha256}`;
    return { source: 'folder', method, contextLength: null, licence: '', revision };
  }

  /** This is read at every keystroke. */
  #tell(error: unknown): void {
    const message = String(error);
    if (message !== this.#told) {
      this.#told = message;
      this.onUnusable(error);
    }
  }
}
