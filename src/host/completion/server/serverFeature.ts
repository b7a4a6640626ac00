import { l10n, window, type ExtensionContext } from 'vscode';
import { Command } from '../../../common/contributions';
import { TokenscopeError } from '../../../common/errors';
import { registerReported } from '../../errors/commands';
import type { ErrorReporter } from '../../errors/report';
import { Disposables } from '../../lifecycle/disposables';
import type { Network } from '../../network/network';
import type { Settings } from '../../settings/settings';
import { askKey, chooseServer } from './chooseServer';
import { ServerBackend } from './serverBackend';
import { ServerConsent } from './serverConsent';
import { ServerKeys } from './serverKeys';
import { ServerSettings } from './serverSettings';
import { ServerStatus } from './serverStatus';

/** What of VS Code's storage the feature keeps things in. */
export type ServerStorage = Pick<ExtensionContext, 'globalState' | 'workspaceState' | 'secrets'>;

/** The completion server: whether it is used, its commands, and the mark that says so. */
export class ServerFeature extends Disposables {
  readonly backend: ServerBackend;
  readonly status: ServerStatus;

  constructor(
    { globalState, workspaceState, secrets }: ServerStorage,
    settings: Settings,
    network: Network,
    private readonly errors: ErrorReporter,
  ) {
    super();
    this.backend = this.add(
      new ServerBackend(
        new ServerSettings(settings),
        new ServerConsent(globalState),
        new ServerKeys(secrets, globalState),
        network,
        workspaceState,
      ),
    );
    this.status = this.add(new ServerStatus(this.backend));
    this.#register(Command.useServer, () => this.#choose());
    this.#register(Command.useLocalModel, () => this.backend.use(false));
    this.#register(Command.setServerKey, () => this.#setKey());
    this.#register(Command.forgetServerKey, () => this.#forgetKeys());
    this.#register(Command.withdrawServerConsent, () => this.#withdraw());
  }

  #register(command: string, work: () => Promise<void>): void {
    this.add(registerReported(command, this.errors, work));
  }

  async #choose(): Promise<void> {
    if (this.backend.inUse && (await this.#backToLocal(this.backend.inUse.host))) {
      await this.backend.use(false);
      return;
    }
    await chooseServer(this.backend);
  }

  /** While a server is used, whether the person wants the local model back; turning back is an answer too. */
  async #backToLocal(host: string): Promise<boolean> {
    const local = l10n.t('Use the Local Model');
    const other = l10n.t('Choose Server or Model…');
    const chosen = await window.showQuickPick([local, other], {
      placeHolder: l10n.t('Text is sent to {0}', host),
    });
    if (chosen === undefined) {
      throw new TokenscopeError('Cancelled', {});
    }
    return chosen === local;
  }

  async #setKey(): Promise<void> {
    const { address } = this.backend.settings;
    if ((await askKey(this.backend, address)) !== undefined) {
      void window.showInformationMessage(l10n.t('The key for {0} is kept.', address.host));
    }
  }

  async #forgetKeys(): Promise<void> {
    const keys = await this.backend.keys.forgetAll();
    void window.showInformationMessage(
      keys === 0 ? l10n.t('No key was kept.') : l10n.t('All server keys are deleted.'),
    );
  }

  async #withdraw(): Promise<void> {
    await this.backend.use(false);
    await this.backend.consent.withdraw();
    void window.showInformationMessage(
      l10n.t('No text is sent to any completion server before you agree again.'),
    );
  }
}
