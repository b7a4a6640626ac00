import type {
  HeadScores,
  HeadScoresOverFolds,
  LabelScores,
  MeanAndSd,
} from '../../../common/protocol/model/trainedHead';

/** Counts of rows: of true class i (row) predicted as class j (column). */
export type Confusion = readonly (readonly number[])[];

/**
 * Confusion matrix of `classes` × `classes`.
 * @param truth classes from 0 to `classes` − 1, one for each row.
 * @param predicted as many.
 */
export function confusionMatrix(
  truth: readonly number[],
  predicted: readonly number[],
  classes: number,
): Confusion {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  truth.forEach((label, index) => {
    const row = counts[label] ?? [];
    const column = predicted[index] ?? 0;
    row[column] = (row[column] ?? 0) + 1;
  });
  return counts;
}

/**
 * Precision, recall, F1 and support of each class, as scikit-learn's `classification_report`; a share of
 * no rows is 0 (its `zero_division=0`).
 * @param labels names of the classes, in order.
 */
export function labelScores(confusion: Confusion, labels: readonly string[]): LabelScores[] {
  return labels.map((label, at) => {
    const hits = confusion[at]?.[at] ?? 0;
    const support = sum(confusion[at] ?? []);
    const predicted = predictedAs(confusion, at);
    return {
      label,
      precision: share(hits, predicted),
      recall: share(hits, support),
      f1: share(2 * hits, support + predicted),
      support,
    };
  });
}

/** Accuracy and macro-F1, as scikit-learn's `accuracy_score` and `f1_score(average="macro")`. */
export function headScores(confusion: Confusion): HeadScores {
  const classes = [...confusion.keys()];
  const hits = sum(classes.map((at) => confusion[at]?.[at] ?? 0));
  const f1s = classes.flatMap((at) => {
    const occurrences = sum(confusion[at] ?? []) + predictedAs(confusion, at);
    return occurrences === 0 ? [] : [(2 * (confusion[at]?.[at] ?? 0)) / occurrences];
  });
  return {
    accuracy: share(hits, sum(confusion.flat())),
    macroF1: share(sum(f1s), f1s.length),
  };
}

/** @param folds at least two. */
export function scoresOverFolds(folds: readonly HeadScores[]): HeadScoresOverFolds {
  return {
    accuracy: meanAndSd(folds.map(({ accuracy }) => accuracy)),
    macroF1: meanAndSd(folds.map(({ macroF1 }) => macroF1)),
  };
}

/** The most frequent class among the given rows, the first of equally frequent ones. */
export function majorityClass(
  classOfRow: readonly number[],
  rows: readonly number[],
  classes: number,
): number {
  const counts = new Array<number>(classes).fill(0);
  for (const row of rows) {
    const label = classOfRow[row] ?? 0;
    counts[label] = (counts[label] ?? 0) + 1;
  }
  return counts.indexOf(Math.max(...counts));
}

function meanAndSd(values: readonly number[]): MeanAndSd {
  const mean = sum(values) / values.length;
  const squares = sum(values.map((value) => (value - mean) ** 2));
  return { mean, sd: Math.sqrt(squares / (values.length - 1)) };
}

function predictedAs(confusion: Confusion, at: number): number {
  return sum(confusion.map((row) => row[at] ?? 0));
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
