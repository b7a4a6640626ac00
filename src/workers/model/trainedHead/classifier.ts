import {
  classProbabilities,
  fitLogisticRegression,
  type LogisticRegression,
} from './logisticRegression';
import type { Matrix } from './matrix';
import { fitStandardisation, standardise, type Standardisation } from './standardisation';

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

/** Standardises and fits the given rows; nothing is taken from the others. */
export function fitClassifier(
  { vectors, classOfRow, classes }: ClassifiedVectors,
  rows: readonly number[],
  c: number,
): Classifier {
  const standardisation = fitStandardisation(vectors, rows);
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
    regression: fitLogisticRegression(matrix, targets, seen.length, c),
  };
}

/** Class of each of the given rows: the most probable one, the first of equal ones. */
export function predictClasses(
  { standardisation, seen, regression }: Classifier,
  vectors: Matrix,
  rows: readonly number[],
): number[] {
  if (regression === null) {
    return rows.map(() => seen[0] ?? 0);
  }
  const matrix = standardise(vectors, rows, standardisation);
  const probabilities = classProbabilities(regression, matrix);
  return rows.map((_, index) => {
    const own = probabilities.subarray(index * seen.length, (index + 1) * seen.length);
    return seen[own.indexOf(Math.max(...own))] ?? 0;
  });
}
