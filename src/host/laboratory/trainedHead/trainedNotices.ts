import { l10n } from 'vscode';
import { TokenscopeError } from '../../../common/errors';
import type { HeadNotSaved } from '../../../common/protocol/model/headTraining';
import type {
  HeadTrainingView,
  TextLabellingView,
  TrainedHeadView,
} from '../../../common/protocol/views/laboratory/trainedHead';
import { viewError } from '../../errors/report';
import { counted } from '../../wording/counted';
import { labelColorIds } from './labelColors';

/** With fewer rows the scores of another sample could be quite different. */
const fewRows = 200;

/**
 * What must be known to read a result rightly.
 * @param notSaved why the head is not on the disk; @param save where it was to be, null for nowhere.
 */
export function trainedNotices(
  view: TrainedHeadView,
  notSaved: HeadNotSaved | null,
  save: string | null,
): string[] {
  switch (view.kind) {
    case 'training':
      return [...savingNotices(notSaved, save), ...trainingNotices(view)];
    case 'texts':
      return [...textNotices(view), ...cutNotice(view.texts.filter(({ cut }) => cut).length)];
    case 'table':
      return [
        ...(view.blank > 0
          ? [l10n.t('{0} without text have no label.', counted(view.blank, 'row'))]
          : []),
        ...cutNotice(view.cutRows),
      ];
  }
}

function savingNotices(notSaved: HeadNotSaved | null, save: string | null): string[] {
  if (notSaved?.code === 'DiskFull') {
    return [viewError(new TokenscopeError(notSaved.code, notSaved.args)).sentence];
  }
  if (notSaved !== null) {
    const { file, reason } = notSaved.args;
    return [
      l10n.t(
        'The head was not saved, since {0} could not be written ({1}): put the data into a folder that you can write to.',
        file,
        reason,
      ),
    ];
  }
  return save === null
    ? [l10n.t('The head was not saved: save the document, and train again to apply it.')]
    : [];
}

function trainingNotices(view: HeadTrainingView): string[] {
  const { evaluation, lines, skipped, settings, cutRows } = view;
  const { folds, unconvergedFits } = evaluation;
  const notices: string[] = [];
  if (lines.length < fewRows) {
    notices.push(
      l10n.t(
        'Only {0}: the scores are rough, and another sample could give others.',
        counted(lines.length, 'row'),
      ),
    );
  }
  if (skipped.noLabel + skipped.noText > 0) {
    notices.push(
      l10n.t(
        'Left out: {0} without label, {1} without text.',
        counted(skipped.noLabel, 'row'),
        counted(skipped.noText, 'row'),
      ),
    );
  }
  if (folds.length < settings.folds) {
    notices.push(
      l10n.t(
        '{0} folds instead of {1}: there are no more rows or groups.',
        folds.length,
        settings.folds,
      ),
    );
  }
  const unseen = new Set(folds.flatMap(({ unseenLabels }) => unseenLabels));
  if (unseen.size > 0) {
    notices.push(
      l10n.t(
        'Some folds had no row of {0} to learn from, since all were held out together.',
        [...unseen].join(', '),
      ),
    );
  }
  if (unconvergedFits > 0) {
    notices.push(
      l10n.t(
        '{0} fits were stopped before their optimum: standardise the vectors, or take a smaller C.',
        unconvergedFits,
      ),
    );
  }
  return [...notices, ...cutNotice(cutRows)];
}

function textNotices({ head, colors }: TextLabellingView): string[] {
  return colors.includes(null)
    ? [
        l10n.t(
          'The editor colours the {0} most frequent of {1} labels.',
          labelColorIds.length,
          head.labels.length,
        ),
      ]
    : [];
}

function cutNotice(rows: number): string[] {
  return rows > 0
    ? [l10n.t('The end of {0} was not read: they exceed the context.', counted(rows, 'row'))]
    : [];
}
