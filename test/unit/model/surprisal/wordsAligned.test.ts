import assert from 'node:assert/strict';
import { wordsAligned } from '../../../../src/workers/model/surprisal/wordsAligned';

describe('words of two texts', () => {
  const aligned = (first: string, second: string): [string, string][] => {
    const [one, other] = [first.split(' '), second.split(' ')];
    const pairs = wordsAligned({ first: one, second: other });
    assert.ok(pairs);
    return Array.from(pairs.firsts, (word, index) => [
      one[word] ?? '',
      other[pairs.seconds[index] ?? -1] ?? '',
    ]);
  };

  it('are paired where they are the same in the same order; every word has one row', () => {
    assert.deepEqual(aligned('the old man saw a boat', 'the man saw a small boat'), [
      ['the', 'the'],
      ['old', ''],
      ['man', 'man'],
      ['saw', 'saw'],
      ['a', 'a'],
      ['', 'small'],
      ['boat', 'boat'],
    ]);
    assert.deepEqual(aligned('a a a', 'a a'), [
      ['a', 'a'],
      ['a', 'a'],
      ['a', ''],
    ]);
    assert.deepEqual(aligned('x', 'y'), [
      ['x', ''],
      ['', 'y'],
    ]);
  });

  it('of long texts that differ in little are paired, of ones that differ in too much are not', () => {
    const words = Array.from({ length: 50_000 }, (_, index) => `w${index}`);
    const pairs = wordsAligned({ first: words, second: words.toSpliced(20_000, 1, 'other') });
    assert.equal(pairs?.firsts.length, 50_001);
    assert.deepEqual([pairs.firsts.at(-1), pairs.seconds.at(-1)], [49_999, 49_999]);
    assert.equal(wordsAligned({ first: words, second: words.map((word) => `${word}!`) }), null);
  });
});
