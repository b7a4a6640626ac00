import { l10n } from 'vscode';
import type { CatalogModel } from '../../../common/models/modelCatalog';
import type { AnswerResult } from '../../../common/protocol/model/labels';
import { bundledHead, type LabelsForm } from '../../../common/protocol/views/laboratory/labels';
import { aboutBundled, type Head } from './heads';

/** What to know of the head to read its labels rightly. */
export function headNotices(
  { task, models }: Pick<LabelsForm, 'task' | 'models'>,
  { labels, labelsNamed, activation }: Head,
): string[] {
  const notices: string[] = [];
  if (models[task] === bundledHead) {
    notices.push(aboutBundled(task));
  }
  if (!labelsNamed) {
    notices.push(
      l10n.t(
        'This model’s config.json does not name its labels, so they are numbered ({0}): its documentation may say what they stand for.',
        labels.join(', '),
      ),
    );
  }
  if (activation === 'sigmoid') {
    notices.push(
      l10n.t('Each label is scored by itself (sigmoid): the scores of a sentence do not sum to 1.'),
    );
  }
  return notices;
}

/** How many sentences did not fit into the model. */
export function lengthNotices(
  texts: readonly { readonly dropped: number }[],
  { contextLength }: CatalogModel,
): string[] {
  const cut = texts.filter(({ dropped }) => dropped > 0).length;
  if (cut === 0) {
    return [];
  }
  return [
    cut === 1
      ? l10n.t(
          'One sentence is longer than {0} tokens: only its beginning was read.',
          contextLength,
        )
      : l10n.t(
          '{0} sentences are longer than {1} tokens: only their beginnings were read.',
          cut,
          contextLength,
        ),
  ];
}

/** How to read the answers' scores. */
export function answerNotices(
  { windows, overlap }: AnswerResult,
  { contextLength }: CatalogModel,
): string[] {
  const notices = [
    l10n.t(
      'P is a share among all spans of up to 30 tokens and “no answer”, which only models trained for it (SQuAD 2) know to give.',
    ),
  ];
  if (windows > 1) {
    notices.push(
      l10n.t(
        'The text was read in {0} windows of at most {1} tokens, which share {2} tokens.',
        windows,
        contextLength,
        overlap,
      ),
    );
  }
  return notices;
}
