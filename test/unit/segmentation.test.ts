import assert from 'node:assert/strict';
import fc from 'fast-check';
import { paragraphLines } from '../../src/common/text/paragraph';
import { nearest, occurrences, sentences, wordAt } from '../../src/common/text/segmentation';

describe('sentences', () => {
  const texts = (text: string): string[] =>
    sentences(text).map(({ start, end }) => text.slice(start, end));

  it('splits prose and keeps masks in their sentence', () => {
    assert.deepEqual(texts('It rains. The capital of France is [MASK]. Why?'), [
      'It rains.',
      'The capital of France is [MASK].',
      'Why?',
    ]);
  });

  it('does not end a sentence at a line break', () => {
    assert.deepEqual(texts('One sentence\r\nover two lines.\nAnother.'), [
      'One sentence\r\nover two lines.',
      'Another.',
    ]);
  });

  it('gives ranges in order, within the text, without outer whitespace', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        let last = 0;
        for (const { start, end } of sentences(text)) {
          assert.ok(last <= start && start < end && end <= text.length);
          assert.equal(text.slice(start, end), text.slice(start, end).trim());
          last = end;
        }
      }),
    );
  });
});

describe('wordAt', () => {
  const word = (text: string, offset: number): string | null => {
    const range = wordAt(text, offset);
    return range && text.slice(range.start, range.end);
  };

  it('finds the word around, before and after the cursor', () => {
    assert.equal(word('a bank here', 4), 'bank');
    assert.equal(word('a bank here', 6), 'bank');
    assert.equal(word('a bank here', 2), 'bank');
    assert.equal(word('naïve café', 7), 'café');
    assert.equal(word("don't go", 2), "don't");
  });

  it('finds none between words', () => {
    assert.equal(word('a  b', 2), null);
    assert.equal(word('', 0), null);
    assert.equal(word('... ', 1), null);
  });
});

describe('nearest and occurrences', () => {
  it('finds every mask, and the one nearest to the cursor', () => {
    const masks = occurrences('[MASK] and [MASK]', '[MASK]');
    assert.deepEqual(masks, [
      { start: 0, end: 6 },
      { start: 11, end: 17 },
    ]);
    assert.equal(nearest(masks, 9)?.start, 11);
    assert.equal(nearest(masks, 2)?.start, 0);
    assert.equal(nearest([], 2), null);
  });
});

describe('paragraphLines', () => {
  const around = (text: string, line: number): [number, number] => {
    const lines = text.split('\n');
    const { first, last } = paragraphLines(
      { lineCount: lines.length, text: (number) => lines[number] ?? '' },
      line,
    );
    return [first, last];
  };

  it('ends at blank lines and at blocks of their own', () => {
    const text = '# Title\nfirst\nsecond\n\nthird\n- item\n- item\n  more\n';
    assert.deepEqual(around(text, 0), [0, 0]);
    assert.deepEqual(around(text, 2), [1, 2]);
    assert.deepEqual(around(text, 3), [3, 3]);
    assert.deepEqual(around(text, 4), [4, 4]);
    assert.deepEqual(around(text, 7), [6, 7]);
  });
});
