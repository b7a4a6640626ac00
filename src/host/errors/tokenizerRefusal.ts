import { l10n } from 'vscode';
import type { ErrorArguments } from '../../common/errors';
import { maximumTokenizerBytes } from '../../common/models/addedTokenizer';
import { groupedDigits } from '../../common/text/groupedDigits';
import type { Worded } from './worded';

/** Why a file was not added as a tokenizer, in words. */
export function tokenizerRefusal(args: ErrorArguments['TokenizerRefused']): Worded {
  const tooMuch = args.problem === 'slow' || args.problem === 'crashed';
  return { sentence: sentence(args), action: tooMuch ? 'showLog' : 'addTokenizer' };
}

function sentence({ file, problem, detail }: ErrorArguments['TokenizerRefused']): string {
  switch (problem) {
    case 'missing':
      return l10n.t('There is no file {0}: choose another.', file);
    case 'unreadable':
      return l10n.t('{0} cannot be read ({1}): check its permissions.', file, detail);
    case 'notFile':
      return l10n.t('{0} is not a file: choose the tokenizer.json in it.', file);
    case 'tooLarge':
      return l10n.t(
        '{0} has {1} MB, but a tokenizer may have {2} MB at most: choose another.',
        file,
        groupedDigits(Math.ceil(Number(detail) / 1e6)),
        maximumTokenizerBytes / 1e6,
      );
    case 'notUtf8':
      return l10n.t('{0} is not UTF-8 text: save it as UTF-8, or choose another.', file);
    case 'notJson':
      return l10n.t('{0} is not JSON ({1}): choose a tokenizer.json.', file, detail);
    case 'tooDeep':
      return l10n.t('{0} is nested too deeply for a tokenizer: choose another.', file);
    case 'notTokenizer':
      return l10n.t(
        '{0} is not a tokenizer of the Hugging Face library, or needs a newer one ({1}): choose another.',
        file,
        detail,
      );
    case 'badIds':
      return l10n.t('The ids in {0} cannot be right ({1}): choose another file.', file, detail);
    case 'randomIds':
      return l10n.t(
        '{0} leaves out merges at random (dropout {1}), so its ids differ each time: set dropout to null.',
        file,
        detail,
      );
    case 'cannotEncode':
      return l10n.t('{0} cannot encode every text ({1}): choose another.', file, detail);
    case 'slow':
      return l10n.t('{0} took too long on test texts, so it was not added.', file);
    case 'crashed':
      return l10n.t(
        '{0} crashed its process or filled the memory on test texts, so it was not added.',
        file,
      );
    case 'notStored':
      return l10n.t(
        '{0} could not be copied into the storage of VS Code ({1}): is the disk full?',
        file,
        detail,
      );
  }
}
