import assert from 'node:assert/strict';
import {
  bucketCounts,
  histogramBounds,
  perplexity,
  rankBin,
  rankBucket,
  surprisalBits,
} from '../../../src/common/measures/causal';
import { slidingWindows, windowsSeenFirst } from '../../../src/common/measures/slidingWindows';
import type { ReadToken } from '../../../src/common/readings/textReading';
import { readingOf, wordsOf } from '../../support/textReading';

describe('measures of causal models', () => {
  it('puts ln p into bits and the mean into a perplexity', () => {
    assert.equal(surprisalBits(Math.log(1 / 8)), 3);
    assert.equal(Object.is(surprisalBits(0), 0), true);
    assert.ok(Math.abs(perplexity(1 + 3, 2)! - 4) < 1e-12);
    assert.equal(perplexity(0, 0), null);
  });

  it('sorts ranks into the buckets of GLTR, and counts them by bins within these', () => {
    assert.deepEqual(
      [1, 10, 11, 100, 101, 1000, 1001, 50_257].map(rankBucket),
      [0, 0, 1, 1, 2, 2, 3, 3],
    );
    assert.deepEqual([1, 2, 3, 10, 11, 1000, 1001, 50_257].map(rankBin), [0, 1, 1, 2, 3, 6, 7, 9]);
    assert.deepEqual(histogramBounds.map(rankBin), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    assert.deepEqual(bucketCounts([2, 1, 1, 1, 0, 0, 1, 1, 0, 1]), [4, 1, 1, 2]);
  });

  it('lays windows as defined, at the edges', () => {
    const [context, stride] = [8, 4];
    const laid = (last: number) =>
      slidingWindows(last, context, stride).map(({ start, end, scoredStart, scoredEnd }) => [
        start,
        end,
        scoredStart,
        scoredEnd,
      ]);
    assert.deepEqual(laid(0), []);
    assert.deepEqual(laid(context - 1), [[0, 7, 1, 8]]);
    assert.deepEqual(laid(context), [[0, 8, 1, 9]]);
    assert.deepEqual(laid(context + 1), [
      [0, 8, 1, 9],
      [4, 9, 9, 10],
    ]);
    assert.deepEqual(laid(context + stride), [
      [0, 8, 1, 9],
      [4, 12, 9, 13],
    ]);
    assert.deepEqual(laid(context + stride + 1), [
      [0, 8, 1, 9],
      [4, 12, 9, 13],
      [8, 13, 13, 14],
    ]);
  });

  it('scores each token once, with at least a stride of context where there is one', () => {
    for (const [context, last] of [
      [8, 100],
      [7, 100],
      [1, 5],
      [512, 5000],
    ] as const) {
      const scored: number[] = [];
      for (const window of slidingWindows(last, context)) {
        assert.ok(window.end - window.start <= context);
        for (let index = window.scoredStart; index < window.scoredEnd; index++) {
          scored.push(index);
          const seen = index - window.start;
          assert.ok(seen >= Math.min(index, context - Math.max(1, Math.floor(context / 2))));
        }
      }
      assert.deepEqual(
        scored,
        Array.from({ length: last }, (_, index) => index + 1),
      );
    }
  });

  it('reads the windows that score what is seen first, and no other windows', () => {
    const windows = slidingWindows(40, 8, 4);
    const starts = (first: number, end: number) =>
      windowsSeenFirst(windows, first, end).map(({ start }) => start);
    assert.deepEqual(
      starts(0, 41),
      windows.map(({ start }) => start),
    );
    // 20 is scored by the window from 12, 21 by the one from 16.
    assert.deepEqual(starts(20, 22), [12, 16, 0, 4, 8, 20, 24, 28, 32]);
    assert.deepEqual(starts(50, 60), starts(0, 41));
  });

  describe('words', () => {
    const token = (start: number, end: number, more: Partial<ReadToken>): ReadToken => ({
      ...{ token: '', text: '', id: start, start, end, logProb: -Math.LN2, rank: 1 },
      ...{ entropy: 1, logBoundary: -Math.LN2, expected: [], context: 1 },
      ...more,
    });
    const space = { text: ' x' };

    it('give whitespace-only tokens to the next word, at the end of the text to none', () => {
      const tokens = [
        token(0, 1, {}),
        token(3, 3, { ...space, id: 33 }),
        token(3, 4, space),
        token(4, 5, {}),
        token(6, 6, space),
      ];
      const words = wordsOf('a  bc ', readingOf('a  bc ', tokens, 0));
      assert.deepEqual([...words.firstTokens], [0, 1]);
      assert.deepEqual([...words.endTokens], [1, 4]);
      assert.deepEqual([...words.bits], [1, 3]);
    });

    it('move the boundary to the word it ends, but for words without whitespace before them', () => {
      const tokens = [
        token(0, 1, { logBoundary: -8 * Math.LN2 }),
        token(2, 3, { ...space, logBoundary: -2 * Math.LN2 }),
        // As after a tokenizer that writes the whitespace as a token of its own before.
        token(4, 5, { logBoundary: -4 * Math.LN2 }),
      ];
      const words = wordsOf('a b c', readingOf('a b c', tokens, -5 * Math.LN2));
      const bow = Array.from(words.bitsBow, (bits) => Math.round(1e9 * bits) / 1e9);
      assert.deepEqual(bow, [1 + 2, 1 + 4 - 2, 1 + 5]);
    });

    it('have no value where a token has none', () => {
      const tokens = [token(0, 1, { logProb: null }), token(2, 3, {})];
      const words = wordsOf('a b', readingOf('a b', tokens, -1));
      assert.deepEqual([words.bits[0], words.bitsBow[0], words.bits[1]], [NaN, NaN, 1]);
    });

    it('leave out those that may go on in what was not read', () => {
      const text = 'one two three four five';
      const read = [
        token(3, 7, space),
        token(7, 10, space),
        token(10, 13, {}),
        token(13, 18, space),
      ];
      // Tokens 1 to 4 of 6: " two", which may begin before; " thr", "ee"; " four", which may go on.
      const words = wordsOf(text, readingOf(text, read, Number.NaN, { first: 1, total: 6 }));
      assert.deepEqual(
        Array.from(words.starts, (start, index) => text.slice(start, words.ends[index])),
        ['three'],
      );
      assert.deepEqual([[...words.firstTokens], [...words.endTokens]], [[2], [4]]);
    });
  });
});
