import type {
  HeadEvaluation,
  HeadSettings,
  HeldOutPredictions,
} from '../../../common/protocol/model/trainedHead';
import { seededRandom } from '../decoding/random';
import { fitClassifier, type Classifier, type ClassifiedVectors } from './classifier';
import { crossValidate, type Fit } from './crossValidation';
import { headScores, labelScores, scoresOverFolds } from './evaluation';
import { stratifiedFolds, stratifiedGroupFolds, type Split } from './folds';
import { curveSizes, learningCurve } from './learningCurve';
import type { Matrix } from './matrix';

/** What a head is trained on; one label and vector for each row. */
export interface TrainingData {
  readonly vectors: Matrix;
  /** At least two different ones, each at least twice. */
  readonly labels: readonly string[];
  /** At least two different ones; null without groups. */
  readonly groups: readonly string[] | null;
}

export interface Training {
  readonly evaluation: HeadEvaluation;
  /** Fitted to all rows; `seen` are all labels of `evaluation.labels`. */
  readonly classifier: Classifier;
  readonly heldOut: HeldOutPredictions;
}

/**
 * Cross-validates, draws the learning curve and fits all rows. Labels are in the order of their UTF-16
 * units. The same data and settings give the same numbers.
 * @param onProgress called after each fit with the share of the rows fitted, up to 1.
 */
export function train(
  { vectors, labels: labelOfRow, groups }: TrainingData,
  settings: HeadSettings,
  onProgress: (share: number) => void,
): Training {
  const labels = [...new Set(labelOfRow)].sort();
  const places = new Map(labels.map((label, place) => [label, place]));
  const classOfRow = labelOfRow.map((label) => places.get(label) ?? 0);
  const data: ClassifiedVectors = { vectors, classOfRow, classes: labels.length };
  const random = seededRandom(settings.seed);
  const splits =
    groups === null
      ? stratifiedFolds(classOfRow, settings.folds, random)
      : stratifiedGroupFolds(classOfRow, groups, settings.folds, random);

  const total = rowsToFit(splits, data);
  let fitted = 0;
  let unconvergedFits = 0;
  const fit: Fit = (rows) => {
    const classifier = fitClassifier(data, rows, settings);
    unconvergedFits += classifier.regression?.converged === false ? 1 : 0;
    fitted += rows.length;
    onProgress(fitted / total);
    return classifier;
  };

  const { folds, confusion, heldOut } = crossValidate(data, labels, splits, fit);
  const curve = learningCurve(data, splits, folds, fit, random);
  const classifier = fit([...classOfRow.keys()]);
  const evaluation: HeadEvaluation = {
    labels,
    folds,
    head: scoresOverFolds(folds.map(({ head }) => head)),
    baseline: scoresOverFolds(folds.map(({ baseline }) => baseline)),
    pooled: headScores(confusion),
    perLabel: labelScores(confusion, labels),
    confusion,
    learningCurve: curve,
    unconvergedFits,
  };
  return { evaluation, classifier, heldOut };
}

function rowsToFit(splits: readonly Split[], { classOfRow, classes }: ClassifiedVectors): number {
  const crossValidated = splits.reduce((sum, { training }) => sum + training.length, 0);
  const curve = curveSizes(splits, classes).reduce((sum, size) => sum + size * splits.length, 0);
  return crossValidated + curve + classOfRow.length;
}
