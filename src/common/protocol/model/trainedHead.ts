/**
 * Frozen encoder, trained head: a logistic regression on the vectors that an encoder makes. The
 * encoder itself is never trained.
 */

/** How a head is trained and evaluated; all that, with the rows, the result depends on. */
export interface HeadSettings {
  /** Inverse strength of the L2 penalty, as scikit-learn's `C`. */
  readonly c: number;
  /** Folds of the cross-validation; fewer are made when there are fewer rows or groups. */
  readonly folds: number;
  /** Seed of all shuffling; an unsigned 32-bit integer. */
  readonly seed: number;
  /** Whether each dimension of the vectors gets mean 0 and SD 1 over the rows trained on. */
  readonly standardise: boolean;
}

/** Shares of rows, from 0 to 1. */
export interface HeadScores {
  /** Share of rows whose label is predicted. */
  readonly accuracy: number;
  /** Mean of F1 over the labels that occur among the true or predicted ones, each counting the same. */
  readonly macroF1: number;
}

/** Mean over folds, and sample standard deviation (n − 1) over folds. */
export interface MeanAndSd {
  readonly mean: number;
  readonly sd: number;
}

export interface HeadScoresOverFolds {
  readonly accuracy: MeanAndSd;
  readonly macroF1: MeanAndSd;
}

/** One label among the predictions of all folds. 0 where a share has no rows to be taken of. */
export interface LabelScores {
  readonly label: string;
  /** Share of the rows predicted as this label that have it. */
  readonly precision: number;
  /** Share of the rows with this label that are predicted so. */
  readonly recall: number;
  /** Harmonic mean of the two. */
  readonly f1: number;
  /** Rows with this label. */
  readonly support: number;
}

/** One fold: trained on all rows outside, tested on those inside. */
export interface FoldResult {
  readonly trainingRows: number;
  readonly testRows: number;
  readonly head: HeadScores;
  /** Always the label most frequent among the training rows (the first in order when several are). */
  readonly baseline: HeadScores;
  /** Labels that no training row of this fold has: they cannot be predicted in it. */
  readonly unseenLabels: readonly string[];
}

/** Scores of heads trained on part of each fold's training rows, tested on its test rows. */
export interface LearningCurvePoint extends HeadScoresOverFolds {
  /** Training rows of each fold; of the last point, which has all of them, their mean rounded. */
  readonly rows: number;
}

/** Every row is predicted once, by the head of the fold that it was held out of. */
export interface HeadEvaluation {
  /** In the order of `confusion` and `perLabel`. */
  readonly labels: readonly string[];
  readonly folds: readonly FoldResult[];
  readonly head: HeadScoresOverFolds;
  readonly baseline: HeadScoresOverFolds;
  /** Of the predictions of all folds together, as the two tables below. */
  readonly pooled: HeadScores;
  readonly perLabel: readonly LabelScores[];
  /** Rows are true labels, columns predicted ones. */
  readonly confusion: readonly (readonly number[])[];
  readonly learningCurve: readonly LearningCurvePoint[];
  /** Fits, of folds, curve and final head, that were stopped before their optimum was reached. */
  readonly unconvergedFits: number;
}

/** For each row what the head of its fold said, which had not seen the row. Parallel arrays. */
export interface HeldOutPredictions {
  /** From 0. */
  readonly folds: readonly number[];
  /** Places of the true and of the most probable label. */
  readonly labels: readonly number[];
  readonly predicted: readonly number[];
  /** For each row the probability of each label; 0 for one that its fold could not learn. */
  readonly probabilities: readonly (readonly number[])[];
}

/** Rows of a table or document that cannot be trained on. */
export interface SkippedRows {
  readonly noLabel: number;
  readonly noText: number;
}

/** Why a saved head is refused. */
export type HeadFileProblem = 'notJson' | 'foreign' | 'newer' | 'damaged' | 'width';
