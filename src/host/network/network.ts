import { workspace, type LogOutputChannel } from 'vscode';
import { Setting } from '../../common/contributions';
import { TokenscopeError } from '../../common/errors';
import type { Settings } from '../settings/settings';

/** What the network is used for: fetching a model, or a completion server. */
export type NetworkPurpose = 'hub' | 'server';

/**
 * The one door to the network: nothing else of the extension makes a request. Each use is logged by
 * purpose and host, never with its text; working offline closes the door.
 */
export class Network {
  constructor(
    private readonly settings: Settings,
    private readonly log: LogOutputChannel,
  ) {}

  /** The setting `tokenscope.workOffline`. */
  get offline(): boolean {
    return this.settings.boolean(Setting.workOffline);
  }

  /**
   * `fetch`, through VS Code's proxy and certificates.
   * @throws TokenscopeError `Offline`, before any socket is opened.
   */
  async fetch(purpose: NetworkPurpose, address: URL, init: RequestInit = {}): Promise<Response> {
    if (this.offline) {
      throw new TokenscopeError('Offline', { host: address.host });
    }
    this.log.info(`network, ${purpose}: ${init.method ?? 'GET'} ${address.host}`);
    return fetch(address, init);
  }

  /** Calls `changed` whenever the setting does. */
  onDidChangeOffline(changed: () => void): { dispose(): void } {
    return workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(Setting.workOffline)) {
        changed();
      }
    });
  }
}
