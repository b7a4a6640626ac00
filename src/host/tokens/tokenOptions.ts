import type { TextDocument } from 'vscode';
import { Setting } from '../../common/contributions';
import type { Settings } from '../settings/settings';

/** What the editor shows of tokens. */
export interface TokenOptions {
  readonly ids: boolean;
  readonly boundaries: boolean;
  readonly whitespace: boolean;
}

export function readTokenOptions(settings: Settings, document: TextDocument): TokenOptions {
  return {
    ids: settings.boolean(Setting.showIds, document),
    boundaries: settings.boolean(Setting.showBoundaries, document),
    whitespace: settings.boolean(Setting.showWhitespace, document),
  };
}

/** Whether a selection in this document shows its tokens without a command. */
export function decoratesOnSelection(settings: Settings, document: TextDocument): boolean {
  const when = settings.choice(Setting.decorate, ['auto', 'onSelection', 'onCommand'], document);
  return (
    when === 'onSelection' ||
    (when === 'auto' &&
      settings.strings(Setting.proseLanguages, document).includes(document.languageId))
  );
}
