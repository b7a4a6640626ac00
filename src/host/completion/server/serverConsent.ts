import { l10n, window, type Memento } from 'vscode';
import type { ServerAddress } from './serverAddress';

const key = 'tokenscope.server.consent';

/** A question that stops everything: true when the person agreed. */
export type Confirm = (question: string, detail: string, agree: string) => Promise<boolean>;

/**
 * Whether a person agreed that text is sent to an address. It is asked once for each, and kept on this
 * machine; another address, also of the same server, is asked anew.
 */
export class ServerConsent {
  /** Tests answer instead of a person. */
  confirm: Confirm = confirmInDialog;

  constructor(private readonly memento: Memento) {}

  given({ base }: ServerAddress): boolean {
    return this.#bases.includes(base);
  }

  /** Asks where it was not asked before; an address that others can listen to is asked for twice. */
  async ask(address: ServerAddress): Promise<boolean> {
    if (this.given(address)) {
      return true;
    }
    const agreed =
      (await this.confirm(
        l10n.t('Send text to {0}?', address.host),
        whatIsSent(address),
        l10n.t('Send Text'),
      )) &&
      (address.confidential || (await this.#askUnencrypted(address)));
    if (agreed) {
      await this.memento.update(key, [...this.#bases, address.base]);
    }
    return agreed;
  }

  /** Forgets all consent. */
  async withdraw(): Promise<void> {
    await this.memento.update(key, undefined);
  }

  #askUnencrypted({ host, base }: ServerAddress): Promise<boolean> {
    return this.confirm(
      l10n.t('Send text to {0} without encryption?', host),
      l10n.t(
        'The address {0} begins with http:// and is not this machine: everybody on the way can read the text, and the key if one is set.',
        base,
      ),
      l10n.t('Send Unencrypted'),
    );
  }

  get #bases(): readonly string[] {
    return this.memento.get<readonly string[]>(key, []);
  }
}

function whatIsSent({ base, local }: ServerAddress): string {
  const what = l10n.t(
    'Continuations will come from the completion server at {0}. Each time, the text before the cursor or the selection is sent there, with the settings of the Continue view and the key if one is set. Nothing else is sent, and all other tools stay on this machine.',
    base,
  );
  const leaves = local
    ? l10n.t(
        'The address is this machine; where the server there sends the text is its own matter.',
      )
    : l10n.t('The text leaves this machine.');
  return `${what}\n\n${leaves}`;
}

async function confirmInDialog(question: string, detail: string, agree: string): Promise<boolean> {
  const chosen = await window.showWarningMessage(question, { modal: true, detail }, agree);
  return chosen === agree;
}
