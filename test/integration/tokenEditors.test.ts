import assert from 'node:assert/strict';
import type { Uri } from 'vscode';
import {
  commands,
  NotebookCellData,
  NotebookCellKind,
  NotebookData,
  Position,
  ViewColumn,
  window,
  workspace,
  type TextEditor,
} from 'vscode';
import type { Internals } from '../../src/extension';
import type { TokenscopeApi } from '../../src/host/api/api';
import { readTokens, shownTokens, texts, type Shown } from './shownTokens';
import { closeAll, pause, selectAll, showText, showUntitled, tokenscope, until } from './support';

const toggle = 'tokenscope.tokens.toggle';

describe('tokens in every kind of editor', () => {
  let api: TokenscopeApi & { internals: Internals };

  before(async () => {
    api = await tokenscope();
  });
  afterEach(closeAll);

  const shown = (editor: TextEditor, fits: (state: Shown) => boolean): Promise<Shown> =>
    shownTokens(api.internals.tokens, editor, fits);
  const count = (editor: TextEditor): number =>
    readTokens(api.internals.tokens, editor)?.segments.length ?? 0;
  const both = (uri: Uri): readonly TextEditor[] =>
    window.visibleTextEditors.filter(({ document }) => document.uri.toString() === uri.toString());

  describe('split', () => {
    it('toggles one of two editors only, each by itself', async () => {
      const left = await showText('hello split world');
      const right = await window.showTextDocument(left.document, ViewColumn.Two);
      await commands.executeCommand(toggle);
      await shown(right, ({ segments }) => segments.length === 3);
      await pause(200);
      assert.equal(count(left), 0);
      await window.showTextDocument(left.document, ViewColumn.One);
      const again = await until('the left editor', () =>
        both(left.document.uri).find(({ viewColumn }) => viewColumn === ViewColumn.One),
      );
      await commands.executeCommand(toggle);
      await shown(again, ({ segments }) => segments.length === 3);
      await commands.executeCommand(toggle);
      await shown(again, ({ segments }) => segments.length === 0);
      assert.equal(count(right), 3);
    });

    it('follows edits in both editors', async () => {
      const left = await showText('one two');
      await commands.executeCommand(toggle);
      const right = await window.showTextDocument(left.document, ViewColumn.Two);
      await commands.executeCommand(toggle);
      await shown(right, ({ segments }) => segments.length === 2);
      await right.edit((edit) => edit.insert(new Position(0, 7), ' three'));
      const [first, second] = both(left.document.uri);
      assert.ok(first && second);
      for (const editor of [first, second]) {
        const state = await shown(editor, ({ segments }) => segments.length === 3);
        assert.deepEqual(texts(state), ['one', ' two', ' three']);
      }
    });

    it('keeps what was toggled when the tab is shown again, and in another group', async () => {
      const editor = await showText('kept while hidden');
      const { document } = editor;
      await commands.executeCommand('workbench.action.keepEditor');
      await commands.executeCommand(toggle);
      await shown(editor, ({ segments }) => segments.length > 0);
      await showText('in front of it');
      const back = await window.showTextDocument(document);
      await shown(back, ({ segments }) => segments.length > 0);
      await commands.executeCommand('workbench.action.moveEditorToRightGroup');
      const moved = await until('the moved editor', () =>
        both(document.uri).find(({ viewColumn }) => viewColumn === ViewColumn.Two),
      );
      await shown(moved, ({ segments }) => segments.length > 0);
    });
  });

  it('decorates untitled documents, and follows typing', async () => {
    const editor = await showUntitled('');
    await commands.executeCommand(toggle);
    await commands.executeCommand('type', { text: 'hello' });
    await shown(editor, (state) => texts(state).join('|') === 'hello');
    await commands.executeCommand('type', { text: ' tokens' });
    const state = await shown(editor, ({ ids }) => ids.length === 2);
    assert.deepEqual(texts(state), ['hello', ' tokens']);
    assert.deepEqual(state.ids, ['31373', '16326']);
  });

  it('shows the new ids at once while typing, since the text moves anyway', async () => {
    const editor = await showUntitled('one two three');
    await commands.executeCommand(toggle);
    await shown(editor, ({ ids }) => ids.length === 3);
    const atOnce = new Promise<number>((resolve) => {
      const listener = api.internals.tokens.onDidDraw(({ decorator, part }) => {
        if (decorator.editor === editor && part === 'segments') {
          listener.dispose();
          resolve(decorator.shown.ids.length);
        }
      });
    });
    await editor.edit((edit) => edit.insert(new Position(0, 0), 'zero '));
    assert.equal(await atOnce, 4);
  });

  it('decorates what unfolding brings to light', async () => {
    const body = Array.from({ length: 300 }, (_, line) => `  folded ${line}`).join('\n');
    const editor = await showText(`# One\n\n${body}\n\n# Two\n\nend`);
    await commands.executeCommand(toggle);
    await shown(editor, ({ segments }) => segments.length > 50);
    await commands.executeCommand('editor.foldAll');
    const folded = await shown(
      editor,
      (state) => texts(state).includes('Two') || texts(state).includes(' Two'),
    );
    assert.ok(!texts(folded).join('').includes('folded 150'));
    await commands.executeCommand('editor.unfoldAll');
    await shown(editor, (state) => !texts(state).join('').includes('Two'));
  });

  it('decorates both sides of a diff', async () => {
    const { document: before } = await showText('the old text');
    const { document: after } = await showText('the new text');
    await commands.executeCommand('workbench.action.closeAllEditors');
    await commands.executeCommand('vscode.diff', before.uri, after.uri, 'old and new');
    for (const uri of [before.uri, after.uri]) {
      const editor = await until(`the editor of ${uri.path}`, () => both(uri)[0]);
      await selectAll(editor);
      await shown(editor, ({ segments }) => segments.length === 3);
    }
  });

  it('decorates the cells of a notebook', async () => {
    const cell = (text: string): NotebookCellData =>
      new NotebookCellData(NotebookCellKind.Code, text, 'plaintext');
    const data = new NotebookData([cell('the first cell'), cell('and the second')]);
    const notebook = await workspace.openNotebookDocument('jupyter-notebook', data);
    await window.showNotebookDocument(notebook);
    for (const [index, expected] of [
      ['the', ' first', ' cell'],
      ['and', ' the', ' second'],
    ].entries()) {
      const { document } = notebook.cellAt(index);
      const editor = await until(`the editor of cell ${index}`, () => both(document.uri)[0]);
      await selectAll(editor);
      assert.deepEqual(
        texts(await shown(editor, ({ segments }) => segments.length === 3)),
        expected,
      );
    }
  });
});
