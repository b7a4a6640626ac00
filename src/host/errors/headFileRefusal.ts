import { l10n } from 'vscode';
import type { ErrorArguments } from '../../common/errors';
import type { Worded } from './worded';

/** Why the file of a trained head cannot be used, in words. */
export function headFileRefusal(args: ErrorArguments['HeadFileRefused']): Worded {
  return { sentence: sentence(args), action: null };
}

function sentence({ file, problem }: ErrorArguments['HeadFileRefused']): string {
  switch (problem) {
    case 'notJson':
      return l10n.t('{0} is not JSON: choose a file that Tokenscope saved after training.', file);
    case 'foreign':
      return l10n.t(
        '{0} is not a trained head: choose a file that Tokenscope saved after training.',
        file,
      );
    case 'newer':
      return l10n.t('{0} was saved by a newer Tokenscope: update, or train again.', file);
    case 'damaged':
      return l10n.t('{0} is damaged: train again, or choose another.', file);
    case 'width':
      return l10n.t('{0} is for vectors of another width: choose its own model.', file);
  }
}
