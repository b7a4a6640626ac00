import assert from 'node:assert/strict';
import fc from 'fast-check';
import { largest } from '../../../src/common/decoding/largest';
import { readLogits } from '../../../src/common/decoding/readLogits';

const logits = fc
  .float32Array({ minLength: 1, maxLength: 400, noNaN: true, min: -200, max: 200 })
  .filter((values) => values.length > 0);

/** ln Σ exp(scale · x), straight from the definition. */
function slowLogSum(values: Float32Array, scale: number): number {
  const largestOne = Math.max(...values) * scale;
  return (
    largestOne +
    Math.log(values.reduce((sum, value) => sum + Math.exp(value * scale - largestOne), 0))
  );
}

function slowOrder(values: Float32Array): number[] {
  return Array.from(values.keys()).sort((a, b) => values[b]! - values[a]! || a - b);
}

describe('readLogits', () => {
  it('gives the log-sum-exp to seven digits after the point', () => {
    fc.assert(
      fc.property(logits, fc.constantFrom(1, 0.1, 1.25, 100), (values, scale) => {
        const expected = slowLogSum(values, scale);
        // A term is off by some parts in 1e8, with either sign: many even out.
        const tolerance = 1e-7 + 1e-12 * Math.abs(expected);
        assert.ok(Math.abs(readLogits(values, 1, scale).logSum - expected) < tolerance);
      }),
    );
  });

  it('gives the log-sum-exp of a whole vocabulary, whatever the order', () => {
    const values = Float32Array.from({ length: 50_257 }, (_, index) => Math.sin(index * 1.7) * 15);
    values[12_345] = 90;
    assert.ok(Math.abs(readLogits(values, 5).logSum - slowLogSum(values, 1)) < 1e-7);
    assert.equal(readLogits(values, 5).ids[0], 12_345);
  });

  it('gives the k largest, lower ids first among equals', () => {
    const coarse = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(coarse, fc.integer({ min: 1, max: 20 }), (list, k) => {
        const values = Float32Array.from(list);
        const expected = slowOrder(values).slice(0, k);
        const reading = readLogits(values, k);
        assert.deepEqual(Array.from(reading.ids), expected);
        assert.deepEqual(
          Array.from(reading.logits),
          expected.map((id) => values[id]),
        );
      }),
    );
  });

  it('shows logits that are not numbers', () => {
    for (const bad of [Number.NaN, Infinity]) {
      for (const place of [0, 70, 199]) {
        const values = new Float32Array(200).fill(1);
        values[place] = bad;
        assert.ok(Number.isNaN(readLogits(values, 5).logSum), `${bad} at ${place}`);
      }
    }
  });

  it('leaves out tokens of -∞', () => {
    const values = Float32Array.of(-Infinity, 1, -Infinity, 2);
    assert.ok(Math.abs(readLogits(values, 2).logSum - Math.log(Math.E + Math.E ** 2)) < 1e-7);
    assert.deepEqual(Array.from(readLogits(values, 2).ids), [3, 1]);
  });
});

describe('largest', () => {
  it('equals sorting the whole vocabulary', () => {
    const coarse = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 600 });
    fc.assert(
      fc.property(coarse, fc.integer({ min: 1, max: 700 }), (list, k) => {
        const values = Float32Array.from(list);
        assert.deepEqual(Array.from(largest(values, k)), slowOrder(values).slice(0, k));
      }),
    );
  });

  it('tells apart values that are close, and those at the ends of what there is', () => {
    const close = fc.float({ min: 1, max: Math.fround(1.01), noNaN: true });
    const any = fc.float({ noNaN: true });
    const ends = [0, -0, Infinity, -Infinity, 1.4e-45, -1.4e-45, 3.4e38, -3.4e38].map(Math.fround);
    const value = fc.oneof(close, any, fc.constantFrom(...ends));
    const long = fc.array(value, { minLength: 200, maxLength: 600, size: 'max' });
    fc.assert(
      fc.property(long, fc.integer({ min: 1, max: 700 }), (list, k) => {
        // A part of a larger array, as a row of the model's output is.
        const values = Float32Array.of(9, ...list).subarray(1);
        const present = slowOrder(values).filter((id) => values[id] !== -Infinity);
        assert.deepEqual(Array.from(largest(values, k)), present.slice(0, k));
      }),
    );
  });
});
