import assert from 'node:assert/strict';
import fc from 'fast-check';
import { seededRandom } from '../../../../src/workers/model/decoding/random';
import {
  stratifiedFolds,
  stratifiedGroupFolds,
  type Split,
} from '../../../../src/workers/model/trainedHead/folds';
import {
  curveSizes,
  stratifiedOrder,
} from '../../../../src/workers/model/trainedHead/learningCurve';

const classes = fc.array(fc.nat(4), { minLength: 2, maxLength: 80 });
const seed = fc.nat(0xffff_ffff);
const wanted = fc.integer({ min: 2, max: 8 });

function spread(counts: readonly number[]): number {
  return Math.max(...counts) - Math.min(...counts);
}

/** Every row is in the test part of one split, and in the training part of all others. */
function checkPartition(splits: readonly Split[], rows: number): void {
  const all = Array.from({ length: rows }, (_, row) => row);
  assert.deepEqual(
    splits.flatMap(({ test }) => test).sort((a, b) => a - b),
    all,
  );
  for (const { training, test } of splits) {
    assert.ok(test.length > 0);
    assert.deepEqual(
      [...training, ...test].sort((a, b) => a - b),
      all,
    );
  }
}

describe('folds', () => {
  it('partition the rows, with each class as even as can be', () => {
    fc.assert(
      fc.property(classes, wanted, seed, (labels, count, start) => {
        const splits = stratifiedFolds(labels, count, seededRandom(start));
        assert.equal(splits.length, Math.min(count, labels.length));
        checkPartition(splits, labels.length);
        assert.ok(spread(splits.map(({ test }) => test.length)) <= 1);
        for (const label of new Set(labels)) {
          const held = splits.map(({ test }) => test.filter((row) => labels[row] === label).length);
          assert.ok(spread(held) <= 1);
        }
      }),
    );
  });

  it('never split a group', () => {
    const rows = fc.array(fc.tuple(fc.nat(3), fc.nat(12).map(String)), {
      minLength: 2,
      maxLength: 80,
    });
    fc.assert(
      fc.property(rows, wanted, seed, (pairs, count, start) => {
        const groups = pairs.map(([, group]) => group);
        const names = new Set(groups);
        fc.pre(names.size > 1);
        const labels = pairs.map(([label]) => label);
        const splits = stratifiedGroupFolds(labels, groups, count, seededRandom(start));
        assert.equal(splits.length, Math.min(count, names.size));
        checkPartition(splits, pairs.length);
        for (const { training, test } of splits) {
          const held = new Set(test.map((row) => groups[row]));
          assert.ok(training.every((row) => !held.has(groups[row])));
        }
      }),
    );
  });

  it('of groups are stratified where the groups allow it', () => {
    // 12 of 40 groups of 10 rows are of label 1: 2 or 3 of the 8 groups of a fold.
    const groups = Array.from({ length: 400 }, (_, row) => String(row % 40));
    const labels = groups.map((group) => (Number(group) % 10 < 3 ? 1 : 0));
    for (const { test } of stratifiedGroupFolds(labels, groups, 5, seededRandom(3))) {
      assert.equal(test.length, 80);
      const held = test.filter((row) => labels[row] === 1).length;
      assert.ok(held === 20 || held === 30, `${held} of 80`);
    }
  });

  it('are the same for the same seed, and others for another', () => {
    const labels = Array.from({ length: 60 }, (_, row) => row % 3);
    const groups = labels.map((_, row) => String(row % 20));
    const folds = [
      (start: number) => stratifiedFolds(labels, 5, seededRandom(start)),
      (start: number) => stratifiedGroupFolds(labels, groups, 5, seededRandom(start)),
    ];
    for (const make of folds) {
      assert.deepEqual(make(3), make(3));
      assert.notDeepEqual(make(3), make(4));
    }
  });
});

describe('rows of a learning curve', () => {
  it('have the classes in proportion in every beginning', () => {
    fc.assert(
      fc.property(classes, seed, (labels, start) => {
        const rows = [...labels.keys()];
        const order = stratifiedOrder(labels, rows, seededRandom(start));
        assert.deepEqual(
          [...order].sort((a, b) => a - b),
          rows,
        );
        const kinds = new Set(labels);
        assert.equal(
          new Set(order.slice(0, kinds.size).map((row) => labels[row])).size,
          kinds.size,
        );
        for (const label of kinds) {
          const total = labels.filter((other) => other === label).length;
          for (let size = kinds.size; size <= rows.length; size++) {
            const taken = order.slice(0, size).filter((row) => labels[row] === label).length;
            assert.ok(Math.abs(taken - (size * total) / rows.length) <= kinds.size);
          }
        }
      }),
    );
  });

  it('grow, and are neither too few for the classes nor all', () => {
    const splits = (rows: number): Split[] => [
      { training: Array.from({ length: rows }, (_, row) => row), test: [rows] },
    ];
    assert.deepEqual(curveSizes(splits(800), 2), [80, 200, 400]);
    assert.deepEqual(curveSizes(splits(30), 5), [8, 15]);
    assert.deepEqual(curveSizes(splits(3), 2), [2]);
  });
});
