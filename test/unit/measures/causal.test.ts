import assert from 'node:assert/strict';
import {
  perplexity,
  rankBucket,
  rankHistogram,
  surprisalBits,
} from '../../../src/common/measures/causal';
import { causalWords } from '../../../src/common/measures/causalWords';
import { slidingWindows } from '../../../src/common/measures/slidingWindows';
import type { ReadToken } from '../../../src/common/protocol/model/surprisal';

describe('measures of causal models', () => {
  it('puts ln p into bits and the mean into a perplexity', () => {
    assert.equal(surprisalBits(Math.log(1 / 8)), 3);
    assert.equal(Object.is(surprisalBits(0), 0), true);
    assert.ok(Math.abs(perplexity([Math.log(1 / 2), Math.log(1 / 8)])! - 4) < 1e-12);
    assert.equal(perplexity([]), null);
  });

  it('sorts ranks into the buckets of GLTR, and counts them by bins within these', () => {
    assert.deepEqual(
      [1, 10, 11, 100, 101, 1000, 1001, 50_257].map(rankBucket),
      [0, 0, 1, 1, 2, 2, 3, 3],
    );
    assert.deepEqual(
      rankHistogram([1, 1, 3, 10, 11, 1000, 1001, 50_257]),
      [2, 1, 1, 1, 0, 0, 1, 1, 0, 1],
    );
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

  describe('words', () => {
    const token = (start: number, end: number, more: Partial<ReadToken>): ReadToken => ({
      ...{ token: '', id: 0, start, end, leadingSpace: false, logProb: -Math.LN2, rank: 1 },
      ...{ entropy: 1, logBoundary: -Math.LN2, expected: [], top1: null, context: 1 },
      ...more,
    });

    it('give whitespace-only tokens to the next word, at the end of the text to none', () => {
      const tokens = [
        token(0, 1, {}),
        token(3, 3, { leadingSpace: true }),
        token(3, 4, { leadingSpace: true }),
        token(4, 5, {}),
        token(6, 6, { leadingSpace: true }),
      ];
      const words = causalWords('a  bc ', tokens, 0);
      assert.deepEqual(
        words.map(({ firstToken, endToken, bits }) => [firstToken, endToken, bits]),
        [
          [0, 1, 1],
          [1, 4, 3],
        ],
      );
    });

    it('move the boundary to the word it ends, but for words without whitespace before them', () => {
      const tokens = [
        token(0, 1, { logBoundary: -8 * Math.LN2 }),
        token(2, 3, { leadingSpace: true, logBoundary: -2 * Math.LN2 }),
        // As after a tokenizer that writes the whitespace as a token of its own before.
        token(4, 5, { leadingSpace: false, logBoundary: -4 * Math.LN2 }),
      ];
      const words = causalWords('a b c', tokens, -5 * Math.LN2);
      const bow = words.map(({ bitsBow }) => Math.round(1e9 * bitsBow!) / 1e9);
      assert.deepEqual(bow, [1 + 2, 1 + 4 - 2, 1 + 5]);
    });

    it('have no value where a token has none', () => {
      const words = causalWords('a b', [token(0, 1, { logProb: null }), token(2, 3, {})], -1);
      assert.deepEqual([words[0]!.bits, words[0]!.bitsBow, words[1]!.bits], [null, null, 1]);
    });
  });
});
