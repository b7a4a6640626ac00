import { l10n, StatusBarAlignment, ThemeColor, window } from 'vscode';
import { Command } from '../../../common/contributions';
import { Disposables } from '../../lifecycle/disposables';
import type { ServerBackend } from './serverBackend';

/** The mark in the status bar for as long as continuations come from a server. */
export class ServerStatus extends Disposables {
  readonly #item = this.add(
    window.createStatusBarItem('tokenscope.server', StatusBarAlignment.Right, 99),
  );

  constructor(private readonly backend: ServerBackend) {
    super();
    this.#item.name = l10n.t('Tokenscope Completion Server');
    this.#item.backgroundColor = new ThemeColor('statusBarItem.warningBackground');
    this.#item.command = Command.useServer;
    this.add(backend.onDidChange(() => this.#show()));
    this.#show();
  }

  /** What the item says; null while it is hidden. */
  get text(): string | null {
    return this.backend.inUse && this.#item.text;
  }

  #show(): void {
    const address = this.backend.inUse;
    if (!address) {
      this.#item.hide();
      return;
    }
    this.#item.text = `$(cloud-upload) GPT: ${address.host}`;
    const says = l10n.t('Continuations come from {0}: text is sent there.', address.base);
    this.#item.tooltip = says;
    this.#item.accessibilityInformation = { label: says };
    this.#item.show();
  }
}
