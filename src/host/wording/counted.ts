import { l10n } from 'vscode';
import { groupedDigits } from '../../common/text/groupedDigits';

/** What is counted for the user. */
export type Counted =
  | 'character'
  | 'file'
  | 'model'
  | 'precision'
  | 'row'
  | 'specialToken'
  | 'token'
  | 'tokenId'
  | 'tokenizer'
  | 'unknownToken'
  | 'utf16Unit';

/** A number with its noun: `1 token`, `12 000 tokens`. */
export function counted(count: number, what: Counted): string {
  const one = count === 1;
  const digits = groupedDigits(count);
  switch (what) {
    case 'character':
      return one ? l10n.t('1 character') : l10n.t('{0} characters', digits);
    case 'file':
      return one ? l10n.t('1 file') : l10n.t('{0} files', digits);
    case 'model':
      return one ? l10n.t('1 model') : l10n.t('{0} models', digits);
    case 'precision':
      return one ? l10n.t('1 precision') : l10n.t('{0} precisions', digits);
    case 'row':
      return one ? l10n.t('1 row') : l10n.t('{0} rows', digits);
    case 'specialToken':
      return one ? l10n.t('1 special token') : l10n.t('{0} special tokens', digits);
    case 'token':
      return one ? l10n.t('1 token') : l10n.t('{0} tokens', digits);
    case 'tokenId':
      return one ? l10n.t('1 token id') : l10n.t('{0} token ids', digits);
    case 'tokenizer':
      return one ? l10n.t('1 tokenizer') : l10n.t('{0} tokenizers', digits);
    case 'unknownToken':
      return one ? l10n.t('1 unknown token') : l10n.t('{0} unknown tokens', digits);
    case 'utf16Unit':
      return one ? l10n.t('1 UTF-16 unit') : l10n.t('{0} UTF-16 units', digits);
  }
}
