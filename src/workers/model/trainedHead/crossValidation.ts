import type { FoldResult } from '../../../common/protocol/model/trainedHead';
import { predictClasses, type Classifier, type ClassifiedVectors } from './classifier';
import { confusionMatrix, headScores, majorityClass, type Confusion } from './evaluation';
import type { Split } from './folds';

/** Fits some of the rows; it also counts, for the progress and for fits that did not converge. */
export type Fit = (rows: readonly number[]) => Classifier;

export interface CrossValidation {
  readonly folds: readonly FoldResult[];
  /** Of the predictions of all folds. */
  readonly confusion: Confusion;
}

/**
 * Trains on each fold's training rows and predicts its test rows; the majority baseline does the same.
 * @param labels names of the classes.
 */
export function crossValidate(
  data: ClassifiedVectors,
  labels: readonly string[],
  splits: readonly Split[],
  fit: Fit,
): CrossValidation {
  const { vectors, classOfRow, classes } = data;
  const truths: number[] = [];
  const predictions: number[] = [];
  const folds = splits.map(({ training, test }) => {
    const classifier = fit(training);
    const truth = test.map((row) => classOfRow[row] ?? 0);
    const predicted = predictClasses(classifier, vectors, test);
    truths.push(...truth);
    predictions.push(...predicted);
    const majority = majorityClass(classOfRow, training, classes);
    return {
      trainingRows: training.length,
      testRows: test.length,
      head: headScores(confusionMatrix(truth, predicted, classes)),
      baseline: headScores(
        confusionMatrix(
          truth,
          truth.map(() => majority),
          classes,
        ),
      ),
      unseenLabels: labels.filter((_, label) => !classifier.seen.includes(label)),
    };
  });
  return { folds, confusion: confusionMatrix(truths, predictions, classes) };
}
