import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { AddedTokenizer } from '../../common/models/addedTokenizer';
import { bundledTokenizers, type CatalogTokenizer } from '../../common/models/tokenizerCatalog';
import { counted } from '../wording/counted';

/** A tokenizer of the Models view. */
export type ShownTokenizer = CatalogTokenizer | AddedTokenizer;

/** The heading that the tokenizers are under. */
export function tokenizersItem(): TreeItem {
  const item = new TreeItem(l10n.t('Tokenizers'), TreeItemCollapsibleState.Collapsed);
  item.id = 'tokenizers';
  item.contextValue = 'tokenizers';
  item.iconPath = new ThemeIcon('symbol-ruler');
  return item;
}

/** All tokenizers, in the order of the picker. */
export function shownTokenizers(added: readonly AddedTokenizer[]): ShownTokenizer[] {
  return [...bundledTokenizers, ...added];
}

/** @param current id of the tokenizer in use. */
export function tokenizerItem(tokenizer: ShownTokenizer, current: string): TreeItem {
  const { id, method, vocabulary } = tokenizer;
  const added = 'sha256' in tokenizer ? tokenizer : null;
  const quarantined = added !== null && added.quarantine !== null;
  const state = quarantined ? 'quarantined' : id === current ? 'current' : 'usable';
  const item = new TreeItem(id);
  // A model of the same name has that as its id.
  item.id = `tokenizers/${id}`;
  item.contextValue = `tokenizer.${added ? 'added' : 'bundled'}.${state}`;
  item.iconPath = new ThemeIcon(
    { quarantined: 'warning', current: 'circle-filled', usable: 'circle-outline' }[state],
  );
  item.description = { quarantined: l10n.t('quarantined'), current: l10n.t('in use'), usable: '' }[
    state
  ];
  item.tooltip = [
    l10n.t('{0}, {1}', method, counted(vocabulary, 'token')),
    added ? l10n.t('Added from {0}', added.origin) : l10n.t('Bundled with Tokenscope'),
  ].join('\n');
  item.accessibilityInformation = {
    label: [id, method, item.description].filter((part) => part !== '').join(', '),
  };
  return item;
}
