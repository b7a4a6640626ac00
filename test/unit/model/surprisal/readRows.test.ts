import assert from 'node:assert/strict';
import { TokenscopeError } from '../../../../src/common/errors';
import { readRows } from '../../../../src/workers/model/surprisal/readRows';

describe('rows of logits', () => {
  /** The same by the definitions, with `Math.exp` and the largest logit subtracted. */
  const plain = (logits: Float32Array, target: number, boundary: Float32Array) => {
    const largest = Math.max(...logits);
    const weights = Array.from(logits, (logit) => Math.exp(logit - largest));
    const sum = weights.reduce((a, b) => a + b, 0);
    const ps = weights.map((weight) => weight / sum);
    return {
      logProb: logits[target]! - largest - Math.log(sum),
      rank: 1 + logits.filter((logit) => logit > logits[target]!).length,
      entropy: -ps.reduce((total, p) => total + (p === 0 ? 0 : p * Math.log2(p)), 0),
      logBoundary: Math.log(ps.reduce((total, p, id) => total + p * boundary[id]!, 0)),
    };
  };
  const pseudoRandom = (seed: number): number => {
    const value = Math.sin(seed) * 10_000;
    return value - Math.floor(value);
  };

  for (const [name, spread, peak] of [
    ['flat ones', 0.01, 0],
    ['those of a small model', 12, 0],
    ['a token that is all but certain', 12, 300],
    ['logits far below the others', 400, 0],
  ] as const) {
    it(`are read as defined: ${name}`, () => {
      const width = 3_001;
      const logits = Float32Array.from(
        { length: 2 * width },
        (_, index) => (pseudoRandom(index + 1) - 0.5) * spread + (index === 77 ? peak : 0),
      );
      logits[5] = -Infinity;
      const boundary = Float32Array.from({ length: width }, (_, id) => (id % 3 === 0 ? 1 : 0));
      const targets = Int32Array.of(1_234, 77);
      const read = readRows(logits, targets, boundary);
      targets.forEach((target, row) => {
        const wanted = plain(logits.subarray(row * width, (row + 1) * width), target, boundary);
        const near = (value: number | undefined, expected: number): void =>
          assert.ok(Math.abs(value! - expected) < 1e-5, `${value}, not ${expected}`);
        near(read.logProbs[row], wanted.logProb);
        near(read.entropies[row], wanted.entropy);
        near(read.logBoundaries[row], wanted.logBoundary);
        assert.equal(read.ranks[row], wanted.rank);
        const top = Array.from({ length: width }, (_, id) => id)
          .sort((a, b) => logits[row * width + b]! - logits[row * width + a]! || a - b)
          .slice(0, 5);
        assert.deepEqual([...read.expectedIds.subarray(5 * row, 5 * row + 5)], top);
      });
    });
  }

  it('have fewer expected tokens of a small vocabulary, and no value for no token', () => {
    const read = readRows(Float32Array.of(0, 0), Int32Array.of(-1), Float32Array.of(1, 0));
    assert.ok(Number.isNaN(read.logProbs[0]));
    assert.ok(Math.abs(read.entropies[0]! - 1) < 1e-6);
    assert.ok(Math.abs(read.logBoundaries[0]! - Math.log(0.5)) < 1e-6);
    assert.deepEqual([...read.expectedLogProbs].map(Number.isNaN), [
      false,
      false,
      true,
      true,
      true,
    ]);
  });

  it('are refused when they are no numbers', () => {
    for (const broken of [Number.NaN, Infinity]) {
      assert.throws(
        () => readRows(Float32Array.of(0, broken), Int32Array.of(0), Float32Array.of(1, 0)),
        (error) => error instanceof TokenscopeError && error.code === 'Internal',
      );
    }
  });
});
