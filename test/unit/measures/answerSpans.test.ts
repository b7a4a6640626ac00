import assert from 'node:assert/strict';
import { answerSpans, type AnswerWindow } from '../../../src/common/measures/answerSpans';

describe('answer spans', () => {
  const window = (from: number, starts: number[], ends: number[], none = 0): AnswerWindow => ({
    ...{ from, starts, ends, none },
  });

  /** The definition, span by span, for one window. */
  function byHand({ starts, ends, none }: AnswerWindow, longest: number) {
    const spans = Array.from(starts).flatMap((start, first) =>
      Array.from(ends).flatMap((end, last) =>
        last >= first && last < first + longest ? [{ first, last, logit: start + end }] : [],
      ),
    );
    const sum = [...spans, { logit: none }].reduce(
      (total, { logit }) => total + Math.exp(logit),
      0,
    );
    return {
      spans: spans.map((span) => ({ ...span, p: Math.exp(span.logit) / sum })),
      none: Math.exp(none) / sum,
    };
  }

  it('are those of the definition, none after its end and none too long', () => {
    const given = window(0, [1, 5, 0.5, 2], [4, 0, 1, 3], 2);
    for (const longest of [1, 2, 30]) {
      const { spans, none, considered } = answerSpans([given], longest, 1);
      const expected = byHand(given, longest);
      const best = expected.spans.toSorted((a, b) => b.logit - a.logit)[0]!;
      assert.deepEqual([spans[0]!.first, spans[0]!.last], [best.first, best.last]);
      assert.ok(Math.abs(spans[0]!.p - best.p) < 1e-12);
      assert.ok(Math.abs(none.p - expected.none) < 1e-12);
      assert.equal(considered, expected.spans.length);
    }
  });

  it('leave out what overlaps a better one', () => {
    const { spans } = answerSpans([window(0, [3, 2, 0, 1], [0, 3, 0, 1])], 30, 10);
    const taken = spans.flatMap(({ first, last }) =>
      Array.from({ length: last - first + 1 }, (_, index) => first + index),
    );
    assert.equal(new Set(taken).size, taken.length);
    assert.deepEqual([spans[0]!.first, spans[0]!.last], [0, 1]);
  });

  it('count each start in the window that shows most around it, and take the smallest no answer', () => {
    const first = window(0, [0, 0, 0, 9], [0, 0, 0, 0], 3);
    const second = window(2, [0, 1, 0, 0], [0, 1, 0, 0], -1);
    const { spans, none, considered } = answerSpans([first, second], 30, 10);
    // Token 3 is at the edge of the first window: what the second says of it holds.
    assert.ok(spans.every(({ logit }) => logit <= 2));
    assert.deepEqual(spans.find((span) => span.first === 3)?.logit, 2);
    assert.equal(none.logit, -1);
    // Tokens 0, 1 and 2 start in the first window (4 + 3 + 2 spans), 3, 4 and 5 in the second.
    assert.equal(considered, 4 + 3 + 2 + 3 + 2 + 1);
  });

  it('stay finite for large logits', () => {
    const { spans, none } = answerSpans([window(0, [900], [900], 1799)], 30, 1);
    assert.ok(Math.abs(spans[0]!.p - 1 / (1 + Math.exp(-1))) < 1e-12);
    assert.ok(Math.abs(spans[0]!.p + none.p - 1) < 1e-12);
  });
});
