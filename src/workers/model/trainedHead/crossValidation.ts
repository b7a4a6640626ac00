import type { FoldResult, HeldOutPredictions } from '../../../common/protocol/model/trainedHead';
import { predictRows, type Classifier, type ClassifiedVectors } from './classifier';
import { confusionMatrix, headScores, majorityClass, type Confusion } from './evaluation';
import type { Split } from './folds';

/** Fits some of the rows; it also counts, for the progress and for fits that did not converge. */
export type Fit = (rows: readonly number[]) => Classifier;

export interface CrossValidation {
  readonly folds: readonly FoldResult[];
  /** Of the predictions of all folds. */
  readonly confusion: Confusion;
  readonly heldOut: HeldOutPredictions;
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
  const folds: number[] = [];
  const predicted: number[] = [];
  const probabilities: (readonly number[])[] = [];
  const results = splits.map(({ training, test }, fold) => {
    const classifier = fit(training);
    const truth = test.map((row) => classOfRow[row] ?? 0);
    const predictions = predictRows(classifier, vectors, test, classes);
    predictions.forEach((prediction, index) => {
      const row = test[index] ?? 0;
      folds[row] = fold;
      predicted[row] = prediction.predicted;
      probabilities[row] = prediction.probabilities;
    });
    const majority = majorityClass(classOfRow, training, classes);
    return {
      trainingRows: training.length,
      testRows: test.length,
      head: headScores(
        confusionMatrix(
          truth,
          predictions.map((prediction) => prediction.predicted),
          classes,
        ),
      ),
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
  return {
    folds: results,
    confusion: confusionMatrix(classOfRow, predicted, classes),
    heldOut: { folds, labels: classOfRow, predicted, probabilities },
  };
}
