import assert from 'node:assert/strict';
import {
  formatBits,
  formatDuration,
  formatIds,
  formatLogProb,
  formatProbability,
  formatRank,
  formatRate,
  shortRevision,
} from '../../../webview-ui/shared/format';

describe('numbers of the views', () => {
  const percent = (text: string) => text.replace(' ', '\u202f');

  it('writes probabilities with the digits that they have', () => {
    const cases: [number | null, string][] = [
      [1, '100 %'],
      [0.99999, '> 99.9\u202f%'],
      [0.9994, '99.9 %'],
      [0.4068, '40.7 %'],
      [0.0213, '2.1 %'],
      [0.00996, '1.0 %'],
      [0.0081, '0.81 %'],
      [0.00013, '0.013 %'],
      [0.00001, '0.001 %'],
      [0.000009, '< 0.001\u202f%'],
      [0, '< 0.001\u202f%'],
      [null, '–'],
      [Number.NaN, '–'],
    ];
    for (const [probability, expected] of cases) {
      assert.equal(
        formatProbability(probability),
        expected.includes('\u202f') ? expected : percent(expected),
      );
    }
  });

  it('writes logarithms with a real minus and no minus zero', () => {
    assert.equal(formatLogProb(-0.8994), '−0.90');
    assert.equal(formatLogProb(-0.001), '0.00');
    assert.equal(formatLogProb(-12.3), '−12.30');
    assert.equal(formatLogProb(null), '–');
    assert.deepEqual([-1.5, -0.004, 0, null].map(formatBits), ['−1.50', '0.00', '0.00', '–']);
  });

  it('writes ids, ranks, times, rates and revisions', () => {
    assert.equal(formatIds([3000]), '3000');
    assert.equal(formatIds([1, 2]), '1 2');
    assert.equal(formatIds([]), '–');
    assert.equal(formatRank(0), '–');
    assert.equal(formatRank(7), '7');
    assert.equal(formatDuration(38.2), '38 ms');
    assert.equal(formatDuration(999.7), '1.0 s');
    assert.equal(formatRate(41.27), '41.3');
    assert.equal(formatRate(140.2), '140');
    assert.equal(shortRevision('sha256:5d1c2f0a77'), '5d1c2f0');
  });
});
