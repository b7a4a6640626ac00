import { l10n } from 'vscode';
import type { ErrorArguments } from '../../common/errors';
import type { Worded } from './worded';

/** Why a cloze prompt cannot label sentences. */
export function clozeRefusal({ problem, detail }: ErrorArguments['ClozeRefused']): Worded {
  return { sentence: sentenceOf(problem, detail), action: null };
}

function sentenceOf(problem: ErrorArguments['ClozeRefused']['problem'], detail: string): string {
  switch (problem) {
    case 'masks':
      return l10n.t('The prompt must hold {0} exactly once, as in “It was about {0}.”', detail);
    case 'labels':
      return l10n.t(
        'Two labels are needed, such as “sports: sports, football; politics: politics”.',
      );
    case 'twice':
      return l10n.t('“{0}” stands twice among the labels or their words: keep one.', detail);
    case 'many':
      return l10n.t('There are more than {0} words for labels: keep fewer.', detail);
    case 'unscored':
      return l10n.t(
        'Fewer than two labels have a word that is one token of the vocabulary; these are not: {0}.',
        detail,
      );
  }
}
