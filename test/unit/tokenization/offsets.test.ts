import assert from 'node:assert/strict';
import fc from 'fast-check';
import { utf16Offsets } from '../../../src/workers/tokenization/offsets';

describe('utf16Offsets', () => {
  it('leaves offsets of text without surrogates as they are', () => {
    const { starts, ends } = utf16Offsets('añ日', [
      [0, 1],
      [1, 3],
    ]);
    assert.deepEqual([...starts], [0, 1]);
    assert.deepEqual([...ends], [1, 3]);
  });

  it('counts an astral character as two units and a lone surrogate as one', () => {
    const { starts, ends } = utf16Offsets('😀\ud800x', [
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
    assert.deepEqual([...starts], [0, 2, 3]);
    assert.deepEqual([...ends], [2, 3, 4]);
  });

  it('agrees with counting characters one by one, in any order of spans', () => {
    const text = fc.array(fc.constantFrom('a', '😀', '\ud800', '\udc00', 'é', '\n'));
    const spans = fc.array(fc.tuple(fc.nat(40), fc.nat(40)));
    fc.assert(
      fc.property(text, spans, (parts, anySpans) => {
        const joined = parts.join('');
        const characters = Array.from(joined);
        const unitsBefore = (count: number): number => characters.slice(0, count).join('').length;
        const inside = anySpans.filter((span) => Math.max(...span) <= characters.length);
        const { starts, ends } = utf16Offsets(joined, inside);
        assert.deepEqual(
          [...starts],
          inside.map(([start]) => unitsBefore(start)),
        );
        assert.deepEqual(
          [...ends],
          inside.map(([, end]) => unitsBefore(end)),
        );
      }),
    );
  });
});
