import assert from 'node:assert/strict';
import { commonSubsequence } from '../../../src/common/measures/commonSubsequence';
import {
  maskedWith,
  pseudoPerplexity,
  pseudoSurprisal,
} from '../../../src/common/measures/pseudoLogLikelihood';
import { surprisalLevel } from '../../../src/common/measures/surprisalLevels';

describe('measures of sentences', () => {
  it('finds the longest common subsequence', () => {
    assert.deepEqual(commonSubsequence([1, 2, 3, 4], [2, 9, 4]), [
      [1, 0],
      [3, 2],
    ]);
    assert.deepEqual(commonSubsequence([1, 2, 1, 3], [1, 3]).length, 2);
    assert.deepEqual(commonSubsequence([], [1]), []);
    assert.deepEqual(commonSubsequence([5], [6]), []);
  });

  it('masks the rest of a word from left to right, and one token alone in the original', () => {
    const words = [-1, 0, 1, 1, 1, 2, -1];
    assert.deepEqual(maskedWith(words, 2, 'word_l2r'), [2, 3, 4]);
    assert.deepEqual(maskedWith(words, 4, 'word_l2r'), [4]);
    assert.deepEqual(maskedWith(words, 2, 'original'), [2]);
  });

  it('puts surprisal into bits and perplexity by token', () => {
    assert.equal(pseudoSurprisal(Math.log(1 / 8)), 3);
    assert.equal(Object.is(pseudoSurprisal(0), 0), true);
    assert.ok(Math.abs(pseudoPerplexity(3 * Math.log(1 / 4), 3)! - 4) < 1e-12);
    assert.equal(pseudoPerplexity(0, 0), null);
  });

  it('has five levels with fixed bounds', () => {
    assert.deepEqual(
      [0, 0.99, 1, 3.9, 4, 8, 11.9, 12, 80].map(surprisalLevel),
      [1, 1, 2, 2, 3, 4, 4, 5, 5],
    );
  });
});
