import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { LabelScores } from '../../../../src/common/protocol/model/trainedHead';
import {
  fitClassifier,
  type ClassifiedVectors,
} from '../../../../src/workers/model/trainedHead/classifier';
import { crossValidate } from '../../../../src/workers/model/trainedHead/crossValidation';
import {
  confusionMatrix,
  headScores,
  labelScores,
} from '../../../../src/workers/model/trainedHead/evaluation';
import { stratifiedGroupFolds, type Split } from '../../../../src/workers/model/trainedHead/folds';
import { classProbabilities } from '../../../../src/workers/model/trainedHead/logisticRegression';
import type { Matrix } from '../../../../src/workers/model/trainedHead/matrix';
import { standardise } from '../../../../src/workers/model/trainedHead/standardisation';

interface Scores {
  readonly accuracy: number;
  readonly macroF1: number;
}

interface Golden {
  readonly problems: readonly {
    readonly name: string;
    readonly c: number;
    readonly labels: number;
    readonly vectors: readonly number[][];
    readonly classes: readonly number[];
    readonly others: readonly number[][];
    readonly probabilities: readonly number[][];
    readonly coef: readonly number[][];
    readonly intercept: readonly number[];
    readonly folds: readonly (Split & { readonly head: Scores; readonly baseline: Scores })[];
  }[];
  readonly metrics: readonly {
    readonly truth: readonly number[];
    readonly predicted: readonly number[];
    readonly labels: number;
    readonly confusion: readonly number[][];
    readonly perLabel: readonly LabelScores[];
    readonly scores: Scores;
  }[];
  readonly groupFolds: {
    readonly classes: readonly number[];
    readonly groups: readonly string[];
    readonly tests: readonly number[][];
  };
}

const golden = JSON.parse(
  readFileSync(
    path.resolve('test', 'unit', 'model', 'trainedHead', 'golden', 'scikitLearn.json'),
    'utf8',
  ),
) as Golden;

function toMatrix(rows: readonly (readonly number[])[]): Matrix {
  const width = rows[0]!.length;
  return { rows: rows.length, width, values: Float32Array.from(rows.flat()) };
}

function close(actual: Iterable<number>, expected: readonly number[], tolerance: number): void {
  const values = [...actual];
  assert.equal(values.length, expected.length);
  values.forEach((value, at) => {
    assert.ok(Math.abs(value - expected[at]!) <= tolerance, `${value} for ${expected[at]!}`);
  });
}

describe('a trained head, against scikit-learn', () => {
  for (const { name, c, labels, vectors, classes, others, ...expected } of golden.problems) {
    const data: ClassifiedVectors = {
      vectors: toMatrix(vectors),
      classOfRow: classes,
      classes: labels,
    };

    it(`has its weights and probabilities: ${name}`, () => {
      const { regression, standardisation } = fitClassifier(data, [...classes.keys()], {
        c,
        standardise: true,
      });
      assert.equal(regression?.converged, true);
      close(regression.parameters, [...expected.coef.flat(), ...expected.intercept], 1e-3);
      const unseen = toMatrix(others);
      const matrix = standardise(unseen, [...others.keys()], standardisation);
      const probabilities = classProbabilities(regression, matrix);
      close(probabilities, expected.probabilities.flat(), 1e-4);
    });

    it(`has its scores and its baseline's on the same folds: ${name}`, () => {
      const labelNames = Array.from({ length: labels }, (_, label) => String(label));
      const { folds } = crossValidate(data, labelNames, expected.folds, (rows) =>
        fitClassifier(data, rows, { c, standardise: true }),
      );
      folds.forEach(({ head, baseline }, fold) => {
        const wanted = expected.folds[fold]!;
        close([head.accuracy, head.macroF1], [wanted.head.accuracy, wanted.head.macroF1], 1e-12);
        close(
          [baseline.accuracy, baseline.macroF1],
          [wanted.baseline.accuracy, wanted.baseline.macroF1],
          1e-12,
        );
      });
    });
  }

  it('is measured as there', () => {
    for (const { truth, predicted, labels, confusion, perLabel, scores } of golden.metrics) {
      const own = confusionMatrix(truth, predicted, labels);
      assert.deepEqual(own, confusion);
      labelScores(
        own,
        perLabel.map(({ label }) => label),
      ).forEach((row, at) => {
        const wanted = perLabel[at]!;
        assert.equal(row.support, wanted.support);
        close(
          [row.precision, row.recall, row.f1],
          [wanted.precision, wanted.recall, wanted.f1],
          1e-12,
        );
      });
      const { accuracy, macroF1 } = headScores(own);
      close([accuracy, macroF1], [scores.accuracy, scores.macroF1], 1e-12);
    }
  });

  it('is tested on the same folds of groups', () => {
    const { classes, groups, tests } = golden.groupFolds;
    const splits = stratifiedGroupFolds(classes, groups, 4, () => 0.5);
    assert.deepEqual(
      splits.map(({ test }) => test),
      tests,
    );
  });
});
