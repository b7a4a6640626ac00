import type { FoldResult, LearningCurvePoint } from '../../../common/protocol/model/trainedHead';
import { predictRows, type ClassifiedVectors } from './classifier';
import type { Fit } from './crossValidation';
import { confusionMatrix, headScores, scoresOverFolds } from './evaluation';
import type { Split } from './folds';
import { rowsByClass, shuffled } from './shuffle';

/** Shares of the smallest fold's training rows. The whole is known from the cross-validation. */
const shares = [0.1, 0.25, 0.5];

/**
 * Training rows of the points before the last, ascending: none has fewer rows than there are classes,
 * nor as many as the smallest fold.
 */
export function curveSizes(splits: readonly Split[], classes: number): number[] {
  const smallest = Math.min(...splits.map(({ training }) => training.length));
  const sizes = shares.map((share) => Math.round(share * smallest));
  return [...new Set(sizes)].filter((size) => size >= classes && size < smallest);
}

/**
 * Scores at growing numbers of training rows, on the same folds as the cross-validation. The rows of a
 * smaller number are among those of a larger one, and classes are in them as evenly as can be.
 * @param folds results of the cross-validation, which are the last point.
 * @param random gives numbers in [0, 1).
 */
export function learningCurve(
  { vectors, classOfRow, classes }: ClassifiedVectors,
  splits: readonly Split[],
  folds: readonly FoldResult[],
  fit: Fit,
  random: () => number,
): LearningCurvePoint[] {
  const orders = splits.map(({ training }) => stratifiedOrder(classOfRow, training, random));
  const points = curveSizes(splits, classes).map((rows) => {
    const scores = splits.map(({ test }, fold) => {
      const classifier = fit((orders[fold] ?? []).slice(0, rows));
      const truth = test.map((row) => classOfRow[row] ?? 0);
      const predicted = predictRows(classifier, vectors, test, classes).map(
        (prediction) => prediction.predicted,
      );
      return headScores(confusionMatrix(truth, predicted, classes));
    });
    return { rows, ...scoresOverFolds(scores) };
  });
  const all = folds.reduce((sum, { trainingRows }) => sum + trainingRows, 0) / folds.length;
  return [...points, { rows: Math.round(all), ...scoresOverFolds(folds.map(({ head }) => head)) }];
}

/**
 * The rows in an order of which every beginning has the classes in about the same proportions as the
 * whole, and at least one row of each class as soon as it is as long as there are classes.
 */
export function stratifiedOrder(
  classOfRow: readonly number[],
  rows: readonly number[],
  random: () => number,
): number[] {
  return rowsByClass(classOfRow, rows)
    .flatMap((own) => shuffled(own, random).map((row, rank) => ({ row, place: rank / own.length })))
    .sort((a, b) => a.place - b.place)
    .map(({ row }) => row);
}
