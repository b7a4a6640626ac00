import assert from 'node:assert/strict';
import { cosineScale } from '../../../webview-ui/laboratory/vectors/cosineScale';
import { snippetOf } from '../../../webview-ui/laboratory/vectors/snippet';

describe('matrix of cosines', () => {
  it('colours pairs relative to each other, the diagonal left out', () => {
    const scale = cosineScale([
      [1, 0.5, 0.7],
      [0.5, 1, null],
      [0.7, null, 1],
    ]);
    assert.deepEqual([scale?.minimum, scale?.maximum], [0.5, 0.7]);
    assert.equal(scale?.share(0.5), 0);
    assert.equal(scale.share(0.7), 1);
    assert.ok(Math.abs(scale.share(0.6) - 0.5) < 1e-12);
    assert.equal(scale.share(null), 0);
    assert.equal(cosineScale([[1]]), null);
    assert.equal(
      cosineScale([
        [1, 0.4],
        [0.4, 1],
      ])?.share(0.4),
      1,
    );
  });

  it('shows a word with whole words around it', () => {
    const text = `She walked a long way along the muddy\nbank of the river, ${'and on '.repeat(20)}`;
    const start = text.indexOf('bank');
    const { far, near, word, after } = snippetOf(text, start, start + 4);
    assert.equal(far, '…way along the muddy ');
    assert.equal(near, '…');
    assert.equal(word, 'bank');
    assert.match(after, /^ of the river, (and (on ?)?)+…$/);
    assert.deepEqual(snippetOf('A 😀 bank', 5, 9), {
      far: 'A 😀 ',
      near: 'A 😀 ',
      word: 'bank',
      after: '',
    });
  });
});
