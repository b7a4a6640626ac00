import assert from 'node:assert/strict';
import { seededRandom } from '../../../../src/workers/model/decoding/random';

describe('seededRandom', () => {
  it('repeats itself for the same seed only', () => {
    const take = (seed: number): number[] => Array.from({ length: 8 }, seededRandom(seed));
    assert.deepEqual(take(42), take(42));
    assert.notDeepEqual(take(42), take(43));
    assert.notDeepEqual(take(0), take(0xffff_ffff));
  });

  it('is uniform in its first value over small seeds, and within one seed', () => {
    const first = Array.from({ length: 10_000 }, (_, seed) => seededRandom(seed)());
    const within = Array.from({ length: 10_000 }, seededRandom(7));
    for (const values of [first, within]) {
      const bins = new Array<number>(20).fill(0);
      for (const value of values) {
        assert.ok(value >= 0 && value < 1);
        bins[Math.floor(value * 20)]! += 1;
      }
      const chiSquare = bins.reduce((sum, count) => sum + (count - 500) ** 2 / 500, 0);
      // 19 degrees of freedom: 52.4 is passed with probability 6e-5.
      assert.ok(chiSquare < 52.4, `chi-square ${chiSquare}`);
    }
  });
});
