import assert from 'node:assert/strict';
import { sentenceWords } from '../../../src/common/measures/sentenceWords';
import { wordDifferences } from '../../../src/common/measures/wordDifferences';
import type { ScoredToken } from '../../../src/common/protocol/model/sentenceScores';

/** Tokens from `[text, id, ln p]`, found one after the other. */
function scored(text: string, pieces: readonly (readonly [string, number, number])[]) {
  let from = 0;
  const tokens = pieces.map(([token, id, logProb], word): ScoredToken => {
    const start = text.indexOf(token, from);
    from = start + token.length;
    return { token, id, start, end: from, word, unknown: false, logProb, rank: 1, expected: [] };
  });
  return { tokens, words: sentenceWords(text, tokens) };
}
const spans = ({ words }: ReturnType<typeof scored>) =>
  words.map(({ firstToken, endToken }) => [firstToken, endToken]);

describe('measures of words in sentences', () => {
  it('puts each token into the run of non-whitespace that it begins in', () => {
    const sentence = scored('So, “it”  rained.', [
      ['So', 1, -1],
      [',', 2, -1],
      ['“', 3, -1],
      ['it', 4, -1],
      ['”', 5, -1],
      ['rained', 6, -1],
      ['.', 7, -1],
    ]);
    assert.deepEqual(spans(sentence), [
      [0, 2],
      [2, 5],
      [5, 7],
    ]);
    assert.ok(Math.abs((sentence.words[1]?.bits ?? 0) - 3 / Math.LN2) < 1e-12);
  });

  it('takes a token that begins at the space before a word for that word', () => {
    const sentence = scored('a b', [
      ['a', 1, -1],
      [' b', 2, -2],
    ]);
    assert.deepEqual(spans(sentence), [
      [0, 1],
      [1, 2],
    ]);
  });

  it('gives words that were not scored no value', () => {
    const sentence = scored('a [MASK] b cut off', [
      ['a', 1, -1],
      ['b', 2, -1],
    ]);
    assert.deepEqual(
      sentence.words.map(({ start, end }) => [start, end]),
      [
        [0, 1],
        [9, 10],
      ],
    );
  });

  it('aligns words of a pair, and groups what lies between', () => {
    const first = scored('the man saw her', [
      ['the', 1, -1],
      ['man', 2, -4],
      ['saw', 3, -2],
      ['her', 4, -3],
    ]);
    const second = scored('the young men saw', [
      ['the', 1, -1.5],
      ['young', 5, -2],
      ['men', 6, -3],
      ['saw', 3, -1],
    ]);
    assert.deepEqual(wordDifferences(first, second), [
      { first: [0, 1], second: [0, 1], difference: 0.5, same: true },
      { first: [1, 2], second: [1, 3], difference: 1, same: false },
      { first: [2, 3], second: [3, 4], difference: -1, same: true },
      { first: [3, 4], second: [4, 4], difference: -3, same: false },
    ]);
  });

  it('does not take words for equal that share only some of their tokens', () => {
    const first = scored('table. so', [
      ['table', 1, -1],
      ['.', 2, -1],
      ['so', 3, -1],
    ]);
    const second = scored('table so', [
      ['table', 1, -1],
      ['so', 3, -2],
    ]);
    assert.deepEqual(wordDifferences(first, second), [
      { first: [0, 1], second: [0, 1], difference: -1, same: false },
      { first: [1, 2], second: [1, 2], difference: 1, same: true },
    ]);
  });
});
