import type { HeadSettings, MeanAndSd } from '../../../common/protocol/model/trainedHead';
import type {
  HeadTrainingView,
  TrainedHeadView,
} from '../../../common/protocol/views/laboratory/trainedHead';

/** English, as it goes into a paper; "We computed" stands before it and the model behind it. */
export function trainedMethod(view: TrainedHeadView): string {
  if (view.kind === 'training') {
    return trainingMethod(view);
  }
  const { head } = view;
  const units = view.kind === 'texts' ? 'sentences' : 'texts';
  return (
    `labels of ${units} by a frozen encoder with a trained head (${headPhrase(head.settings)}; ` +
    `cross-validated accuracy ${head.accuracy.toFixed(2)}, majority baseline ${head.baselineAccuracy.toFixed(2)})`
  );
}

function trainingMethod({ evaluation, settings, lines, groups }: HeadTrainingView): string {
  const { folds, head, baseline, perLabel } = evaluation;
  const labels = perLabel.map(({ label, support }) => `${label} ${support}`).join(', ');
  const grouped = groups === null ? '' : `, ${groups} groups each held out whole`;
  return (
    `a classifier of ${lines.length} labelled texts (${labels}) as a frozen encoder with a trained head: ` +
    `${headPhrase(settings)}. In stratified ${folds.length}-fold cross-validation (seed ${settings.seed}${grouped}) ` +
    `accuracy was ${phrase(head.accuracy)} and macro-F1 ${phrase(head.macroF1)}, against ` +
    `${phrase(baseline.accuracy)} and ${phrase(baseline.macroF1)} of the majority label (mean and SD over folds). Vectors were made`
  );
}

function headPhrase({ c, standardise }: HeadSettings): string {
  return (
    `logistic regression with an L2 penalty (C = ${c}) on ${standardise ? 'standardised ' : ''}` +
    'means of the last hidden states of each text, the encoder unchanged'
  );
}

function phrase({ mean, sd }: MeanAndSd): string {
  return `${mean.toFixed(2)} (SD ${sd.toFixed(2)})`;
}
