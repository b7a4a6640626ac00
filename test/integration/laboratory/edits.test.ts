import assert from 'node:assert/strict';
import { commands, Position, window } from 'vscode';
import type { Internals } from '../../../src/extension';
import {
  partOf,
  type SentencesView,
} from '../../../src/common/protocol/views/laboratory/sentences';
import type { LabelsForm, LabelsView } from '../../../src/common/protocol/views/laboratory/labels';
import type { ClozeForm, ClozeView } from '../../../src/common/protocol/views/laboratory/cloze';
import {
  closeAll,
  rejectsWith,
  selectText,
  showText,
  showUntitled,
  tokenscope,
  until,
} from '../support';

const above = 'Written meanwhile. 🙂\n\n';

describe('laboratory results of a document that is edited', () => {
  let internals: Internals;

  before(async () => {
    ({ internals } = await tokenscope());
  });
  afterEach(closeAll);

  it('colours the words where they are, though the text was moved while it was read', async () => {
    const editor = await showText('It rained all day.');
    const { document } = editor;
    const running = commands.executeCommand('tokenscope.laboratory.sentences');
    await editor.edit((edit) => edit.insert(new Position(0, 0), above));
    await running;
    const { link } = internals.laboratory;
    link.front('sentences');
    assert.deepEqual(
      link.marks.marks.map(({ start, end }) => document.getText().slice(start, end)),
      ['It', 'rained', 'all', 'day.'],
    );
  });

  it('selects a part where it is now, and nothing where an edit crossed its border', async () => {
    const editor = await showUntitled('It rained all day.');
    await commands.executeCommand('tokenscope.laboratory.sentences');
    const { link } = internals.laboratory;
    const session = internals.laboratory.session('sentences');
    const { sentences } = session.state.result as SentencesView;
    await editor.edit((edit) => edit.insert(new Position(0, 0), above));
    await link.reveal('sentences', partOf(sentences, 0, 1));
    const { activeTextEditor } = window;
    assert.equal(activeTextEditor?.document.getText(activeTextEditor.selection), 'rained');
    const end = editor.document.positionAt(editor.document.getText().indexOf('ined'));
    await editor.edit((edit) => edit.delete(editor.selection.with(new Position(0, 0), end)));
    link.front('sentences');
    assert.deepEqual(
      link.marks.marks.map(({ start, end: to }) => editor.document.getText().slice(start, to)),
      ['all', 'day.'],
    );
    await closeAll();
    await until('the closed document', () => editor.document.isClosed);
    await rejectsWith(link.reveal('sentences', partOf(sentences, 0, 2)), 'DocumentGone');
  });

  it('reads what was selected, not what stands there now, when the form changes', async () => {
    const editor = await showText('I liked it.\n\nNobody came.');
    await selectText(editor, 'Nobody came.');
    await commands.executeCommand('tokenscope.laboratory.classify');
    await editor.edit((edit) => edit.insert(new Position(0, 0), above));
    const labels = internals.laboratory.session('labels');
    await labels.changeForm({ ...(labels.state.form as LabelsForm), scope: 'paragraph' });
    const { sentences } = labels.state.result as LabelsView & { task: 'classification' };
    assert.deepEqual(
      sentences.map(({ text, cpStart }) => [text, cpStart]),
      [['Nobody came.', 13]],
    );
    await labels.changeForm({ ...(labels.state.form as LabelsForm), scope: 'selection' });
  });

  it('labels the whole document as it was read by a cloze prompt', async () => {
    const editor = await showText('# Weather 🙂\n\nIt rained.\r\nIt rained again.\n');
    const session = internals.laboratory.session('cloze');
    const form = session.state.form as ClozeForm;
    await session.run(editor, { ...form, unit: 'document' });
    const { sentences } = session.state.result as ClozeView;
    assert.deepEqual(
      sentences.map(({ text, start, cpStart }) => [text, start, cpStart]),
      [
        ['# Weather 🙂', 0, 0],
        ['It rained.', 14, 13],
        ['It rained again.', 25, 24],
      ],
    );
    await session.changeForm(form);
  });
});
