import { l10n, window, type SecretStorage } from 'vscode';
import { Command } from '../../../common/contributions';
import type { ErrorReporter } from '../../errors/report';
import { registerReported } from '../../errors/commands';
import { Disposables } from '../../lifecycle/disposables';
import type { Environment } from './hubSettings';

const key = 'tokenscope.hub.token';

/** The user's token for the hub: kept in the system's key store, or taken from `HF_TOKEN`. */
export class HubToken extends Disposables {
  constructor(
    private readonly secrets: SecretStorage,
    private readonly environment: Environment,
    errors: ErrorReporter,
  ) {
    super();
    this.add(registerReported(Command.setHubToken, errors, () => this.#ask()));
    this.add(registerReported(Command.forgetHubToken, errors, () => this.#forget()));
  }

  /** The token that was set, else that of the environment; null without one. */
  async get(): Promise<string | null> {
    const own = (await this.secrets.get(key)) ?? this.environment['HF_TOKEN']?.trim() ?? '';
    return own === '' ? null : own;
  }

  async set(token: string): Promise<void> {
    await this.secrets.store(key, token.trim());
  }

  async #ask(): Promise<void> {
    const token = await window.showInputBox({
      title: l10n.t('Hugging Face Token'),
      prompt: l10n.t(
        'A token with read access, from huggingface.co/settings/tokens. It is kept in the key store of your system and sent to the hub only.',
      ),
      password: true,
      ignoreFocusOut: true,
      validateInput: (value) =>
        isToken(value.trim()) ? undefined : l10n.t('A token has letters, digits and underscores.'),
    });
    if (token !== undefined) {
      await this.set(token);
      void window.showInformationMessage(l10n.t('The token is kept, and sent to the hub only.'));
    }
  }

  async #forget(): Promise<void> {
    await this.secrets.delete(key);
    void window.showInformationMessage(
      (await this.get()) === null
        ? l10n.t('The token is forgotten.')
        : l10n.t('The token is forgotten; the one in the environment variable HF_TOKEN is used.'),
    );
  }
}

/** What a header can carry; tokens of the public hub begin with `hf_`, those of mirrors need not. */
function isToken(text: string): boolean {
  return /^[\w.~+/=-]{1,500}$/.test(text);
}
