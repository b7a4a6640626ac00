import assert from 'node:assert/strict';
import { wholeWords } from '../../src/common/text/wholeWords';

describe('whole words', () => {
  const found = (text: string, word: string) =>
    wholeWords(text, word).map(({ start, end }) => [start, text.slice(start, end)]);

  it('are found whatever their case, and not inside longer words', () => {
    assert.deepEqual(found('Bank, banks: bank-note embank BANK_1 bank', 'bank'), [
      [0, 'Bank'],
      [13, 'bank'],
      [37, 'bank'],
    ]);
    assert.deepEqual(found('Über über überall', 'über'), [
      [0, 'Über'],
      [5, 'über'],
    ]);
  });

  it('are taken literally, with signs and beyond the basic plane', () => {
    assert.deepEqual(found('a.b axb (a.b)', 'a.b'), [
      [0, 'a.b'],
      [9, 'a.b'],
    ]);
    assert.deepEqual(found('C++ and c++', 'C++'), [
      [0, 'C++'],
      [8, 'c++'],
    ]);
    assert.deepEqual(found('😀 x 😀', '😀'), [
      [0, '😀'],
      [5, '😀'],
    ]);
  });
});
