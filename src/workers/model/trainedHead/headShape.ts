import { flag, listOf, number, positive, shape, text } from '../../../common/shapes';
import { weightRows } from './logisticLoss';
import type { TrainedHead } from './trainedHead';

const scores = shape({ accuracy: number, macroF1: number });
const meanAndSd = shape({ mean: number, sd: number });
const scoresOverFolds = shape({ accuracy: meanAndSd, macroF1: meanAndSd });

const fold = shape({
  trainingRows: number,
  testRows: number,
  head: scores,
  baseline: scores,
  unseenLabels: listOf(text),
});

const labelScores = shape({
  label: text,
  precision: number,
  recall: number,
  f1: number,
  support: number,
});

const outline = shape({
  labels: listOf(text),
  encoder: shape({ id: text, revision: text, precision: text, pooling: text, width: positive }),
  settings: shape({ c: positive, folds: number, seed: number, standardise: flag }),
  provenance: shape({ created: text, versions: shape({}), settings: shape({}) }),
});

/** Whether all of a head that is read is there, of the right type and size, and finite. */
export function isTrainedHead(value: unknown): value is TrainedHead {
  if (!outline(value)) {
    return false;
  }
  const { labels, encoder } = value as Pick<TrainedHead, 'labels' | 'encoder'>;
  const outputs = weightRows(labels.length);
  const { width } = encoder;
  const numbers = shape({
    weights: listOf(listOf(number, width), outputs),
    bias: listOf(number, outputs),
    standardisation: shape({ mean: listOf(number, width), scale: listOf(positive, width) }),
    evaluation: shape({
      labels: listOf(text, labels.length),
      folds: listOf(fold),
      head: scoresOverFolds,
      baseline: scoresOverFolds,
      pooled: scores,
      perLabel: listOf(labelScores, labels.length),
      confusion: listOf(listOf(number, labels.length), labels.length),
      learningCurve: listOf(shape({ rows: number, accuracy: meanAndSd, macroF1: meanAndSd })),
      unconvergedFits: number,
    }),
  });
  return labels.length >= 2 && new Set(labels).size === labels.length && numbers(value);
}
