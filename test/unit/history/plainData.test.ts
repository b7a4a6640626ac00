import assert from 'node:assert/strict';
import { fromPlain, plainSize, toPlain } from '../../../src/host/history/plainData';

describe('a result that is stored as plain data', () => {
  const result = {
    text: 'NA "quoted" 🙂',
    none: null,
    flags: [true, false],
    known: new Uint8Array([0, 1, 255]),
    ids: new Uint32Array([0, 4_294_967_295]),
    pairs: { firsts: new Int32Array([0, -1]), seconds: new Int32Array([-1, 2_147_483_647]) },
    weights: new Float32Array([0.1, NaN, -0]),
    nested: [{ bits: new Float64Array([1 / 3, NaN, Number.MIN_VALUE]) }, []],
    empty: new Float64Array(0),
  };
  const stored = (value: unknown): unknown => fromPlain(JSON.parse(JSON.stringify(toPlain(value))));

  it('comes back from JSON with its typed arrays, missing values included', () => {
    const back = stored({ ...result, weights: new Float32Array([0.1, NaN]) });
    assert.deepEqual(back, { ...result, weights: new Float32Array([0.1, NaN]) });
  });

  it('is not changed by being stored', () => {
    const before = structuredClone(result);
    toPlain(result);
    assert.deepEqual(result, before);
  });

  it('takes for an array only what names one of the stored kinds', () => {
    for (const value of [{ typedArray: 'constructor', values: [1] }, { typedArray: 'Map' }]) {
      assert.deepEqual(stored(value), value);
    }
    assert.deepEqual([fromPlain(undefined), fromPlain(null), fromPlain(7)], [undefined, null, 7]);
  });

  it('has about the size that it has as JSON, which is not written for that', () => {
    const words = Array.from({ length: 500 }, (_, index) => ({
      word: `word ${index}`,
      rank: index,
    }));
    const bits = Float64Array.from({ length: 5_000 }, (_, index) => index + 100_000);
    for (const value of [words, { bits }, 'text', { words, bits }]) {
      const written = JSON.stringify(toPlain(value)).length;
      const ratio = plainSize(value) / written;
      assert.ok(ratio > 0.7 && ratio < 1.5, `${ratio} of ${written}`);
    }
  });
});
