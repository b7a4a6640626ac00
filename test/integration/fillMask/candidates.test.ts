import assert from 'node:assert/strict';
import { rejectsWith, selectAll, selectText, showText, until, withSetting } from '../support';
import { textOf, useFillMask, words } from './useFillMask';

describe('fill mask', () => {
  const { internals, fill } = useFillMask();

  it('finds paris for “The capital of France is [MASK].”', async () => {
    const editor = await showText('It rains. The capital of France is [MASK]. Why?');
    await selectText(editor, 'capital', true);
    const state = await fill();
    assert.equal(state.status, 'done');
    assert.equal(words(state)[0], 'paris');
    assert.ok(Math.abs((state.masks[0]?.candidates[0]?.probability ?? 0) - 0.41) <= 0.03);
    assert.equal(words(state).length, 10);
    assert.deepEqual(
      state.text.map((piece) => (piece.kind === 'text' ? piece.text : piece.label)),
      ['The capital of France is ', '[MASK]', '.'],
    );
    assert.equal(state.model?.precision, 'q4');
  });

  it('reads the selection, with several masks in one pass', async () => {
    const editor = await showText('The [MASK] of France is [MASK].\n\nMore.');
    await selectText(editor, 'The [MASK] of France is [MASK].');
    const state = await fill();
    assert.equal(state.masks.length, 2);
    assert.match(state.notices.join(' '), /independent/);
  });

  it('takes the nearest mask of the line when the cursor’s sentence has none', async () => {
    const editor = await showText('No gap here. The capital of France is [MASK].');
    await selectText(editor, 'gap', true);
    assert.equal(words(await fill())[0], 'paris');
  });

  it('masks the word at the cursor without editing, and scores the hidden word', async () => {
    const editor = await showText('The capital of France is Paris.');
    await selectText(editor, 'Paris', true);
    const state = await fill('tokenscope.fillMask.maskWord');
    assert.equal(textOf(editor), 'The capital of France is Paris.');
    assert.equal(words(state)[0], 'paris');
    const original = state.masks[0]?.original;
    assert.equal(original?.rank, 1);
    assert.equal(original.ids.length, 1);
  });

  it('says so when the hidden word has several pieces or is not in the vocabulary', async () => {
    const editor = await showText('This is unbelievably good. An 🦩 here.');
    await selectText(editor, 'unbelievably', true);
    const state = await fill('tokenscope.fillMask.maskWord');
    assert.equal(state.masks[0]?.original?.probability, null);
    assert.match(state.notices.join(' '), /is \d tokens/);
    await selectText(editor, '🦩');
    const unknown = await fill('tokenscope.fillMask.maskWord');
    assert.equal(unknown.masks[0]?.original?.probability, null);
    assert.match(unknown.notices.join(' '), /not in the vocabulary/);
  });

  it('shows special tokens, and refuses to put them into the document', async () => {
    const editor = await showText('☃ [MASK] ☃');
    await selectAll(editor);
    const { masks, notices } = await withSetting('tokenscope.fillMask.topK', 50, () => fill());
    const candidates = masks[0]?.candidates ?? [];
    const unknown = candidates.findIndex(({ token }) => token === '[UNK]');
    assert.ok(unknown >= 0 && (candidates[unknown]?.probability ?? 0) > 0);
    assert.deepEqual(
      candidates.filter(({ special }) => special).map(({ token }) => token),
      ['[UNK]'],
    );
    await rejectsWith(internals().fillMask.edits.apply(0, unknown), 'SpecialToken');
    assert.equal(textOf(editor), '☃ [MASK] ☃');
    assert.match(notices.join(' '), /not in the vocabulary.*in 2 of 5 tokens/);
  });

  it('runs again when the number of candidates is changed', async () => {
    await showText('The capital of France is [MASK].');
    await fill();
    await withSetting('tokenscope.fillMask.topK', 3, () =>
      until('three candidates', () => words(internals().fillMask.state).length === 3),
    );
    await until('ten candidates', () => words(internals().fillMask.state).length === 10);
  });

  it('filters candidates, whose ranks stay those of the whole vocabulary', async () => {
    await showText('It turned out that she had forgotten to bring the [MASK]');
    const all = await fill();
    assert.match(words(all)[0] ?? '', /^\W$/);
    const filter = { wholeWords: true, noPunctuation: true, words: ['book', 'letter'] };
    internals().fillMask.setFilter(filter);
    try {
      const filtered = await fill();
      assert.deepEqual(words(filtered).toSorted(), ['book', 'letter']);
      assert.ok((filtered.masks[0]?.candidates[0]?.rank ?? 0) > 1);
    } finally {
      internals().fillMask.setFilter({ wholeWords: false, noPunctuation: false, words: null });
    }
  });
});
