import type { HeadSettings } from '../../../common/protocol/model/trainedHead';
import {
  classProbabilities,
  fitLogisticRegression,
  type LogisticRegression,
} from './logisticRegression';
import type { Matrix } from './matrix';
import {
  fitStandardisation,
  noStandardisation,
  standardise,
  type Standardisation,
} from './standardisation';

/** Vectors and the classes of their rows. */
export interface ClassifiedVectors {
  readonly vectors: Matrix;
  /** One a row: from 0 to `classes` − 1. */
  readonly classOfRow: readonly number[];
  readonly classes: number;
}

/** What was learnt from some of the rows: of the classes that occur in these only. */
export interface Classifier {
  readonly standardisation: Standardisation;
  /** Classes that occur, ascending; the regression numbers them from 0. */
  readonly seen: readonly number[];
  /** Null when there is one class only, which is always predicted then. */
  readonly regression: LogisticRegression | null;
}

/** Standardises, if told to, and fits the given rows; nothing is taken from the others. */
export function fitClassifier(
  { vectors, classOfRow, classes }: ClassifiedVectors,
  rows: readonly number[],
  settings: Pick<HeadSettings, 'c' | 'standardise'>,
): Classifier {
  const standardisation = settings.standardise
    ? fitStandardisation(vectors, rows)
    : noStandardisation(vectors.width);
  const present = new Set(rows.map((row) => classOfRow[row]));
  const seen = Array.from({ length: classes }, (_, label) => label).filter((label) =>
    present.has(label),
  );
  if (seen.length < 2) {
    return { standardisation, seen, regression: null };
  }
  const places = new Map(seen.map((label, place) => [label, place]));
  const targets = rows.map((row) => places.get(classOfRow[row] ?? 0) ?? 0);
  const matrix = standardise(vectors, rows, standardisation);
  return {
    standardisation,
    seen,
    regression: fitLogisticRegression(matrix, targets, seen.length, settings.c),
  };
}

/** What a classifier says of one row. */
export interface RowPrediction {
  /** The most probable class, the first of equal ones. */
  readonly predicted: number;
  /** Of all classes; 0 for those that were not seen. */
  readonly probabilities: readonly number[];
}

/** @param classes of the whole data, among them those that the classifier has not seen. */
export function predictRows(
  { standardisation, seen, regression }: Classifier,
  vectors: Matrix,
  rows: readonly number[],
  classes: number,
): RowPrediction[] {
  const certain = Float64Array.of(1);
  const known =
    regression && classProbabilities(regression, standardise(vectors, rows, standardisation));
  return rows.map((_, index) => {
    const own = known?.subarray(index * seen.length, (index + 1) * seen.length) ?? certain;
    const probabilities = new Array<number>(classes).fill(0);
    seen.forEach((label, place) => (probabilities[label] = own[place] ?? 0));
    return { predicted: seen[own.indexOf(Math.max(...own))] ?? 0, probabilities };
  });
}
