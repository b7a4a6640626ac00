import { EventEmitter, workspace, type Memento } from 'vscode';
import { ContextKey } from '../../../common/contributions';
import { TokenscopeError } from '../../../common/errors';
import { ManagedContextKey } from '../../lifecycle/contextKey';
import { Disposables } from '../../lifecycle/disposables';
import type { Network } from '../../network/network';
import type { ServerAddress } from './serverAddress';
import type { ServerTarget } from './serverClient';
import type { ServerConsent } from './serverConsent';
import type { ServerKeys } from './serverKeys';
import type { ServerSettings } from './serverSettings';

const inUseKey = 'tokenscope.server.inUse';

/** Whether continuations come from a completion server, and how it is reached. */
export class ServerBackend extends Disposables {
  readonly #didChange = this.add(new EventEmitter<void>());
  /** Fires when another backend is chosen, or the server's settings change. */
  readonly onDidChange = this.#didChange.event;
  readonly #context = new ManagedContextKey<boolean>(ContextKey.serverInUse);

  constructor(
    readonly settings: ServerSettings,
    readonly consent: ServerConsent,
    readonly keys: ServerKeys,
    private readonly network: Network,
    /**
     * The choice is VS Code's own note of what a person chose in this workspace: it is no file of the
     * workspace, and does not carry over to another, whose text may be nobody else's business.
     */
    private readonly choice: Memento,
  ) {
    super();
    this.#context.value = this.inUse !== null;
    this.add(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('tokenscope.server')) {
          this.#changed();
        }
      }),
    );
  }

  /** The server that continuations come from; null: the local model. */
  get inUse(): ServerAddress | null {
    return this.choice.get(inUseKey) === true ? this.settings.usableAddress : null;
  }

  async use(server: boolean): Promise<void> {
    await this.choice.update(inUseKey, server || undefined);
    this.#changed();
  }

  /**
   * The server to ask now, once a person agreed to its address.
   * @throws TokenscopeError `Cancelled` when they do not, `Offline` before they are asked, or of the address.
   */
  async target(): Promise<ServerTarget> {
    const { address, limits } = this.settings;
    if (this.network.offline) {
      throw new TokenscopeError('Offline', { host: address.host });
    }
    if (!(await this.consent.ask(address))) {
      throw new TokenscopeError('Cancelled', {});
    }
    return {
      address,
      key: await this.keys.get(address),
      limits,
      fetch: (url, init) => this.network.fetch('server', url, init),
    };
  }

  #changed(): void {
    this.#context.value = this.inUse !== null;
    this.#didChange.fire();
  }
}
