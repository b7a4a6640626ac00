import { l10n, StatusBarAlignment, window, workspace } from 'vscode';
import { Command, Setting } from '../../common/contributions';
import { viewError } from '../errors/report';
import { Disposables } from '../lifecycle/disposables';
import type { Settings } from '../settings/settings';
import { isAnyOn, isOn, takesGhostText } from './ghostTextLanguages';
import type { GhostTextStatus } from './lineContinuer';

/** Whether ghost text is on for the active editor's language; a click switches it. Hidden where it was never on. */
export class GhostTextStatusBar extends Disposables {
  readonly #item = this.add(
    window.createStatusBarItem('tokenscope.ghostText', StatusBarAlignment.Right, 99),
  );
  #status: GhostTextStatus = 'ready';

  constructor(private readonly settings: Settings) {
    super();
    this.#item.name = l10n.t('Ghost Text');
    this.#item.command = Command.toggleGhostText;
    this.add(window.onDidChangeActiveTextEditor(() => this.update()));
    this.update();
  }

  set status(status: GhostTextStatus) {
    this.#status = status;
    this.update();
  }

  update(): void {
    const switches = this.settings.switches(Setting.ghostText);
    const document = window.activeTextEditor?.document;
    if (
      !document ||
      !(isAnyOn(switches) || Object.hasOwn(switches, document.languageId)) ||
      !takesGhostText({ ...document, scheme: document.uri.scheme, path: document.uri.path })
    ) {
      this.#item.hide();
      return;
    }
    const { icon, tooltip } = this.#look(isOn(switches, document.languageId), document.languageId);
    this.#item.text = `$(${icon}) GPT-2`;
    this.#item.tooltip = tooltip;
    this.#item.accessibilityInformation = { label: tooltip, role: 'button' };
    this.#item.show();
  }

  #look(on: boolean, language: string): { icon: string; tooltip: string } {
    if (!on) {
      return {
        icon: 'circle-slash',
        tooltip: l10n.t('Ghost text is off for {0}. Click to turn it on.', language),
      };
    }
    if (this.#status === 'loading') {
      return { icon: 'loading~spin', tooltip: l10n.t('Loading the model for ghost text…') };
    }
    if (this.#status !== 'ready') {
      const { sentence } = viewError(this.#status.problem);
      return {
        icon: 'warning',
        tooltip: l10n.t('Ghost text rests for a minute. {0}', sentence),
      };
    }
    return { icon: 'sparkle', tooltip: this.#onWords(language) };
  }

  #onWords(language: string): string {
    const shown = workspace
      .getConfiguration('editor', { languageId: language })
      .get<boolean>('inlineSuggest.enabled');
    return shown === false
      ? l10n.t(
          'Ghost text is on for {0}, but VS Code’s setting editor.inlineSuggest.enabled is off.',
          language,
        )
      : l10n.t('Ghost text is on for {0}. Click to turn it off.', language);
  }
}
