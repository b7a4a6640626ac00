import assert from 'node:assert/strict';
import {
  labelColorIds,
  labelColors,
} from '../../../../src/host/laboratory/trainedHead/labelColors';
import { keptPredictions } from '../../../../src/workers/model/trainedHead/keptPredictions';

describe('what is kept of a trained head', () => {
  const heldOut = (rows: number, probabilities: readonly number[]) => ({
    folds: new Array<number>(rows).fill(0),
    labels: new Array<number>(rows).fill(1),
    predicted: new Array<number>(rows).fill(1),
    probabilities: new Array<readonly number[]>(rows).fill(probabilities),
  });

  it('has probabilities of six decimals', () => {
    const { probabilities } = keptPredictions(heldOut(2, [1 / 3, 2 / 3]), 2);
    assert.deepEqual(probabilities, [
      [0.333333, 0.666667],
      [0.333333, 0.666667],
    ]);
  });

  it('has no more probabilities than pass through reloads, but all predictions', () => {
    assert.equal(keptPredictions(heldOut(15_000, [0.5, 0.5]), 2).probabilities?.length, 15_000);
    const { probabilities, predicted } = keptPredictions(heldOut(15_001, [0.5, 0.5]), 2);
    assert.equal(probabilities, null);
    assert.equal(predicted.length, 15_001);
  });

  it('gives the most frequent labels a colour each', () => {
    assert.deepEqual(labelColors([3, 0]), [0, 1]);
    const colors = labelColors([5, 1, 9, 2, 7, 4]);
    assert.deepEqual(colors, [0, null, 1, null, 2, 3]);
    assert.equal(new Set(labelColorIds).size, labelColorIds.length);
  });
});
