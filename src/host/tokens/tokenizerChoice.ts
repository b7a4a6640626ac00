import { Uri, window, workspace, type Event, EventEmitter, l10n } from 'vscode';
import { Setting } from '../../common/contributions';
import { TokenscopeError } from '../../common/errors';
import { bundledTokenizers } from '../../common/models/tokenizerCatalog';
import type { TokenizerRef } from '../../common/protocol/tokenizer/tokens';
import { Disposables } from '../lifecycle/disposables';
import { updateSetting, type Settings } from '../settings/settings';

/** The tokenizer that the user chose, and the picker for another. */
export class TokenizerChoice extends Disposables {
  readonly #didChange = this.add(new EventEmitter<void>());
  readonly onDidChange: Event<void> = this.#didChange.event;

  constructor(
    private readonly extensionUri: Uri,
    private readonly settings: Settings,
  ) {
    super();
    this.add(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(Setting.tokenizer)) {
          this.#didChange.fire();
        }
      }),
    );
  }

  get current(): TokenizerRef {
    const ids = bundledTokenizers.map(({ id }) => id);
    return this.ref(this.settings.choice(Setting.tokenizer, ids));
  }

  /** @throws TokenscopeError `UnknownTokenizer`. */
  ref(id: string): TokenizerRef {
    if (!bundledTokenizers.some((tokenizer) => tokenizer.id === id)) {
      throw new TokenscopeError('UnknownTokenizer', { tokenizer: id });
    }
    const file = Uri.joinPath(this.extensionUri, 'models', 'tokenizers', id, 'tokenizer.json');
    return { id, file: file.fsPath };
  }

  /** Lets the user choose; the choice is written where the setting is already set, else for the user. */
  async pick(): Promise<void> {
    const current = this.current.id;
    const chosen = await window.showQuickPick(
      bundledTokenizers.map(({ id, method, vocabulary, licence }) => ({
        label: id,
        description: id === current ? l10n.t('current') : '',
        detail: l10n.t(
          '{0}, {1} tokens, licence {2}',
          method,
          vocabulary.toLocaleString(),
          licence,
        ),
      })),
      {
        title: l10n.t('Tokenizer for Highlighted Text'),
        matchOnDetail: true,
        placeHolder: l10n.t('All of these are on your machine'),
      },
    );
    if (chosen) {
      await updateSetting(Setting.tokenizer, chosen.label);
    }
  }
}
