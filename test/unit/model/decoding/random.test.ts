import assert from 'node:assert/strict';
import { chiSquare } from '../../../support/chiSquare';
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
      assert.ok(values.every((value) => value >= 0 && value < 1));
      // Fine bins show what is linear in the seed, coarse ones do not.
      for (const bins of [20, 64, 256, 1000]) {
        const shares = new Map(Array.from({ length: bins }, (_, bin) => [bin, 1 / bins]));
        const counts = new Map<number, number>();
        for (const value of values) {
          const bin = Math.floor(value * bins);
          counts.set(bin, (counts.get(bin) ?? 0) + 1);
        }
        const { statistic, critical } = chiSquare(shares, counts);
        assert.ok(statistic < critical, `chi-square ${statistic} of ${critical}, ${bins} bins`);
      }
    }
  });
});
