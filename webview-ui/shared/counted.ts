import * as l10n from '@vscode/l10n';
import { groupedDigits } from '../../src/common/text/groupedDigits';

/** What is counted for the user. */
export type Counted = 'id' | 'piece' | 'row' | 'stopString' | 'token' | 'unknownToken';

/** A number with its noun: `1 token`, `12 000 tokens`. */
export function counted(count: number, what: Counted): string {
  const one = count === 1;
  const digits = groupedDigits(count);
  switch (what) {
    case 'id':
      return one ? l10n.t('1 id') : l10n.t('{0} ids', digits);
    case 'piece':
      return one ? l10n.t('1 piece') : l10n.t('{0} pieces', digits);
    case 'row':
      return one ? l10n.t('1 row') : l10n.t('{0} rows', digits);
    case 'stopString':
      return one ? l10n.t('1 stop string') : l10n.t('{0} stop strings', digits);
    case 'token':
      return one ? l10n.t('1 token') : l10n.t('{0} tokens', digits);
    case 'unknownToken':
      return one ? l10n.t('1 unknown token') : l10n.t('{0} unknown tokens', digits);
  }
}
