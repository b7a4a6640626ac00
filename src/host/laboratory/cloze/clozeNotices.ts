import { l10n } from 'vscode';
import type { CatalogModel } from '../../../common/models/modelCatalog';
import type { ClozeWordProblem } from '../../../common/protocol/model/cloze';
import type { ClozeView } from '../../../common/protocol/views/laboratory/cloze';

/** What must be known to read labels of a cloze prompt rightly. */
export function clozeNotices(
  { words, sentences }: ClozeView,
  { contextLength }: CatalogModel,
): string[] {
  const notices = [
    l10n.t(
      'Zero-shot labels by a cloze prompt with the masked-word head, not by a classifier trained for them: check a sample by hand.',
    ),
  ];
  const lost = words.flatMap(({ word, problem }) =>
    problem === null ? [] : [`“${word}” (${reason(problem)})`],
  );
  if (lost.length > 0) {
    notices.push(l10n.t('Words that are not scored: {0}.', lost.join(', ')));
  }
  const cut = sentences.filter((sentence) => sentence.cut).length;
  if (cut > 0) {
    notices.push(
      l10n.t(
        'Of {0} sentences the beginning was not read: with the prompt they exceed {1} tokens.',
        cut,
        contextLength,
      ),
    );
  }
  return notices;
}

function reason(problem: ClozeWordProblem): string {
  switch (problem) {
    case 'pieces':
      return l10n.t('several tokens');
    case 'unknown':
      return l10n.t('not in the vocabulary');
    case 'neighbours':
      return l10n.t('changes the tokens around it');
  }
}
