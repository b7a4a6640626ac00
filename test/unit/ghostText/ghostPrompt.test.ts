import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  fitted,
  ghostPrompt,
  readingStart,
  remainder,
} from '../../../src/host/ghostText/ghostPrompt';

const at = (before: string, after = '') => ({ before, after });

describe('the prompt of ghost text', () => {
  it('is what stands before the cursor, without spaces at its end', () => {
    assert.equal(ghostPrompt(at('One.\r\nThe old ')), 'One.\nThe old');
    assert.equal(ghostPrompt(at('The old', ').')), 'The old');
  });

  it('is none in the middle of a line, or in one that has not begun', () => {
    assert.equal(ghostPrompt(at('The ', ' keeper')), null);
    assert.equal(ghostPrompt(at('One.\n')), null);
    assert.equal(ghostPrompt(at('One.\n   ')), null);
    assert.equal(ghostPrompt(at('')), null);
  });

  it('begins at the same place while one types, and is never long', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (offset) => {
        const start = readingStart(offset);
        assert.ok(start >= 0 && start <= offset && offset - start <= 2_000);
        assert.ok(offset < 2_000 || offset - start >= 1_000);
      }),
    );
    const starts = new Set(
      Array.from({ length: 1_000 }, (_, typed) => readingStart(5_001 + typed)),
    );
    assert.deepEqual([...starts], [4_000]);
  });
});

describe('the text of ghost text', () => {
  it('does not double the space before the cursor, and fits what stands there', () => {
    assert.equal(fitted(' keeper climbed ', at('The old')), ' keeper climbed');
    assert.equal(fitted(' keeper', at('The old ')), 'keeper');
    assert.equal(fitted('er keeper', at('The old')), 'er keeper');
    assert.equal(fitted(', he said', at('The old ')), '');
    assert.equal(fitted('  \n', at('The old')), '');
  });

  it('goes on where the user typed or took its beginning', () => {
    const last = { document: 'a', before: 'The old', text: ' keeper climbed' };
    assert.equal(remainder(last, 'a', at('The old')), ' keeper climbed');
    assert.equal(remainder(last, 'a', at('The old keeper')), ' climbed');
    assert.equal(remainder(last, 'a', at('The old ke')), 'eper climbed');
    assert.equal(remainder(last, 'a', at('The old keeper climbed')), null);
    assert.equal(remainder(last, 'a', at('The old man')), null);
    assert.equal(remainder(last, 'a', at('The ol')), null);
    assert.equal(remainder(last, 'b', at('The old')), null);
    assert.equal(remainder({ ...last, text: '' }, 'a', at('The old')), null);
  });
});
