import assert from 'node:assert/strict';
import { commands, Position } from 'vscode';
import { closeAll, rejectsWith, selectAll, showText, showUntitled } from '../support';
import { textOf, useFillMask, words } from './useFillMask';

describe('fill mask, put into the document', () => {
  const { internals, fill } = useFillMask();

  it('puts a candidate into the document as one undo step, and another after it', async () => {
    const editor = await showText('The capital of France is [MASK].');
    const state = await fill();
    const second = words(state)[1] ?? '';
    await internals().fillMask.edits.apply(0, 0);
    assert.equal(textOf(editor), 'The capital of France is paris.');
    assert.equal(internals().fillMask.state.masks[0]?.applied, 0);
    await internals().fillMask.edits.apply(0, 1);
    assert.equal(textOf(editor), `The capital of France is ${second}.`);
    await commands.executeCommand('undo');
    await commands.executeCommand('undo');
    assert.equal(textOf(editor), 'The capital of France is [MASK].');
    await internals().fillMask.edits.apply(0, 0);
    assert.equal(textOf(editor), 'The capital of France is paris.');
  });

  it('follows edits elsewhere, and refuses when the text there changed', async () => {
    const editor = await showText('The capital of France is [MASK].');
    await fill();
    await editor.edit((edit) => edit.insert(new Position(0, 0), 'Yes! '));
    await internals().fillMask.edits.apply(0, 0);
    assert.equal(textOf(editor), 'Yes! The capital of France is paris.');
    await commands.executeCommand('undo');
    const mask = textOf(editor).indexOf('MASK');
    await editor.edit((edit) => edit.insert(editor.document.positionAt(mask), 'X'));
    await rejectsWith(internals().fillMask.edits.apply(0, 0), 'DocumentChanged');
    assert.match(textOf(editor), /\[XMASK\]/);
  });

  it('refuses when the document is closed', async () => {
    await showUntitled('The capital of France is [MASK].');
    await fill();
    await closeAll();
    await rejectsWith(internals().fillMask.edits.apply(0, 0), 'DocumentGone');
  });

  it('reads the filled text when it runs again after one of two masks was filled', async () => {
    const editor = await showText('The [MASK] of France is [MASK].');
    await selectAll(editor);
    await fill();
    assert.doesNotMatch(internals().fillMask.state.notices.join(' '), /Run Again/);
    await internals().fillMask.edits.apply(0, 0);
    const filled = textOf(editor);
    assert.match(internals().fillMask.state.notices.join(' '), /Run Again/);
    await internals().fillMask.edits.apply(1, 0);
    assert.doesNotMatch(internals().fillMask.state.notices.join(' '), /Run Again/);
    await commands.executeCommand('undo');
    await internals().fillMask.rerun(10);
    const again = internals().fillMask.state;
    assert.equal(again.masks.length, 1);
    assert.deepEqual(
      again.text.map((piece) => (piece.kind === 'text' ? piece.text : piece.label)).join(''),
      filled,
    );
    await selectAll(editor);
    const fresh = await fill();
    assert.deepEqual(again.masks, fresh.masks);
    await internals().fillMask.rerun(10);
    await internals().fillMask.edits.apply(0, 0);
    assert.doesNotMatch(textOf(editor), /MASK/);
  });
});
