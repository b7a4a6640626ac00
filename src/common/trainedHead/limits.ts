import type { NumberRange } from '../numbers';
import type { HeadSettings } from '../protocol/model/trainedHead';

/** Ranges of {@link HeadSettings}, checked by the host and again by the worker. */
export const headLimits = {
  c: { minimum: 1e-6, maximum: 1e6 },
  folds: { minimum: 2, maximum: 20, integer: true },
  seed: { minimum: 0, maximum: 0xffff_ffff, integer: true },
} as const satisfies Record<Exclude<keyof HeadSettings, 'standardise'>, NumberRange>;

/** `c` is scikit-learn's default. */
export const defaultHeadSettings: HeadSettings = { c: 1, folds: 5, seed: 0, standardise: true };

/** Labelled rows a head is trained on at most: the vectors of so many take 61 MB at a width of 768. */
export const maximumTrainingRows = 20_000;

/** Different labels at most: a column with more holds texts or ids. */
export const maximumLabels = 100;

/** Rows of each label at least: one to train on while the other is held out. */
export const leastRowsOfLabel = 2;
