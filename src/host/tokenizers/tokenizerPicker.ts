import { l10n, ThemeIcon, window, type QuickInputButton, type QuickPickItem } from 'vscode';
import type { AddedTokenizer } from '../../common/models/addedTokenizer';
import { bundledTokenizers } from '../../common/models/tokenizerCatalog';
import { counted } from '../wording/counted';
import { separator } from '../wording/separator';

/** What the picker lists. */
export interface PickerState {
  readonly current: string;
  readonly added: readonly AddedTokenizer[];
}

/** What the user asked for in the picker. */
export type PickerAnswer =
  | { readonly action: 'add' }
  | { readonly action: 'choose' | 'remove' | 'retry'; readonly id: string };

interface Item extends QuickPickItem {
  readonly answer?: PickerAnswer;
}

/** Buttons are told apart by identity. */
const addButton: QuickInputButton = {
  iconPath: new ThemeIcon('add'),
  tooltip: l10n.t('Add Tokenizer…'),
};
const removeButton: QuickInputButton = {
  iconPath: new ThemeIcon('trash'),
  tooltip: l10n.t('Remove Tokenizer'),
};
const retryButton: QuickInputButton = {
  iconPath: new ThemeIcon('refresh'),
  tooltip: l10n.t('Try Again'),
};

/** Shows the tokenizers to choose from; undefined when the user gave up. */
export function pickTokenizer(state: PickerState): Promise<PickerAnswer | undefined> {
  const picker = window.createQuickPick<Item>();
  picker.title = l10n.t('Tokenizer for Highlighted Text');
  picker.placeholder = l10n.t('All of these are on your machine');
  picker.matchOnDetail = true;
  picker.buttons = [addButton];
  picker.items = itemsOf(state);
  // Enter at once changes nothing.
  picker.activeItems = picker.items.filter(({ label }) => label === state.current);
  return new Promise((resolve) => {
    const answer = (given: PickerAnswer | undefined): void => {
      resolve(given);
      picker.dispose();
    };
    picker.onDidAccept(() => answer(picker.selectedItems[0]?.answer));
    picker.onDidTriggerButton(() => answer({ action: 'add' }));
    picker.onDidTriggerItemButton(({ item, button }) =>
      answer({ action: button === retryButton ? 'retry' : 'remove', id: item.label }),
    );
    picker.onDidHide(() => answer(undefined));
    picker.show();
  });
}

function itemsOf({ current, added }: PickerState): Item[] {
  const marked = (id: string): string => (id === current ? l10n.t('current') : '');
  return [
    separator(l10n.t('Bundled')),
    ...bundledTokenizers.map(({ id, method, vocabulary, licence }) => ({
      label: id,
      description: marked(id),
      detail: l10n.t('{0}, {1}, licence {2}', method, counted(vocabulary, 'token'), licence),
      answer: { action: 'choose', id } as const,
    })),
    separator(l10n.t('Your tokenizers')),
    ...added.map((tokenizer) => addedItem(tokenizer, marked(tokenizer.id))),
    { label: l10n.t('Add Tokenizer…'), iconPath: new ThemeIcon('add'), answer: { action: 'add' } },
  ];
}

function addedItem(
  { id, method, vocabulary, origin, quarantine }: AddedTokenizer,
  description: string,
): Item {
  const usable = quarantine === null;
  return {
    label: id,
    description: usable ? description : l10n.t('quarantined: choose it to try again'),
    detail: l10n.t('{0}, {1}, from {2}', method, counted(vocabulary, 'token'), origin),
    buttons: usable ? [removeButton] : [retryButton, removeButton],
    answer: { action: usable ? 'choose' : 'retry', id },
  };
}
