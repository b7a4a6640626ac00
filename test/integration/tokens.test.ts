import assert from 'node:assert/strict';
import {
  commands,
  Range,
  Selection,
  window,
  type Hover,
  type MarkdownString,
  type TextEditor,
} from 'vscode';
import type { Internals } from '../../src/extension';
import type { TokenscopeApi } from '../../src/host/api/api';
import { readTokens, shownTokens, texts, type Shown } from './shownTokens';
import {
  closeAll,
  pause,
  select,
  selectAll,
  selectText,
  showText,
  tokenscope,
  until,
  withSetting,
} from './support';

describe('tokens in the editor', () => {
  let api: TokenscopeApi & { internals: Internals };

  before(async () => {
    api = await tokenscope();
  });
  afterEach(closeAll);

  const shown = (editor: TextEditor, fits: (state: Shown) => boolean): Promise<Shown> =>
    shownTokens(api.internals.tokens, editor, fits);

  it('shows the selection’s segments at once and their ids a little later', async () => {
    const editor = await showText('Hello world, hello tokens.');
    await selectText(editor, 'Hello world');
    const first = await shown(editor, ({ segments }) => segments.length > 0);
    assert.deepEqual(texts(first), ['Hello', ' world']);
    const later = await shown(editor, ({ ids }) => ids.length > 0);
    assert.deepEqual(later.ids, ['15496', '995']);
    assert.equal(later.whitespace, 1);
  });

  it('alternates its looks', async () => {
    const editor = await showText('one two three four');
    await selectAll(editor);
    const { segments } = await shown(editor, (state) => state.segments.length === 4);
    const looks = segments.map(({ look }) => look);
    assert.notEqual(looks[0], looks[1]);
    assert.equal(looks[0], looks[2]);
    assert.equal(looks[1], looks[3]);
  });

  it('keeps an emoji of several tokens in one segment, with all its ids', async () => {
    const editor = await showText('a 🙂 b');
    await selectAll(editor);
    const { segments, ids } = await shown(editor, (state) => state.ids.length > 0);
    assert.deepEqual(
      segments.map(({ text }) => text),
      ['a', ' 🙂', ' b'],
    );
    const expected = await api.tokenize('a 🙂 b', { tokenizer: 'gpt2', addSpecialTokens: false });
    assert.equal(ids.join(' '), expected.tokens.map(({ id }) => id).join(' '));
  });

  const hard = [
    'e\u0301a\u0308 cafe\u0301',
    'one\n\ttwo\n\nthree',
    'a\ud800b \udc00c',
    '👩‍👩‍👧‍👦 🇫🇷 👍🏽',
    // The ids of such a line stand together behind it, and come last.
    'שלום العربية مَرْحَبًا',
  ]
    .join('\n')
    .replaceAll('\n', '\r\n');
  for (const tokenizer of ['gpt2', 'bert-base-uncased', 'roberta-base', 't5-small', 'phi-3-mini']) {
    it(`draws combining marks, CRLF, lone surrogates, joined emoji and right to left as ${tokenizer} has them`, async () => {
      await withSetting('tokenscope.tokenizer', tokenizer, async () => {
        const editor = await showText(hard);
        await selectAll(editor);
        const content = editor.document.getText();
        const { tokens } = await api.tokenize(content, { tokenizer, addSpecialTokens: false });
        const ids = tokens.map(({ id }) => id).join(' ');
        const state = await shown(
          editor,
          (now) => now.ids.join(' ').replaceAll('·', ' ').trim().split(/\s+/).join(' ') === ids,
        );
        let at = 0;
        for (const segment of texts(state)) {
          const found = content.indexOf(segment, at);
          assert.ok(found >= at, `“${segment}” after ${at}`);
          at = found + segment.length;
        }
      });
    });
  }

  it('marks special and unknown tokens', async () => {
    await withSetting('tokenscope.tokenizer', 'bert-base-uncased', async () => {
      const editor = await showText('a [MASK] 🙂');
      await selectAll(editor);
      const { segments } = await shown(editor, (state) => state.segments.length === 3);
      assert.deepEqual(
        segments.slice(1).map(({ look }) => look),
        ['special', 'unknown'],
      );
    });
  });

  it('takes several selections, each as a text of its own', async () => {
    const editor = await showText('hello world\nhello world');
    const at = (line: number, from: number, to: number): Selection =>
      new Selection(line, from, line, to);
    editor.selections = [at(0, 6, 11), at(1, 0, 11)];
    const state = await shown(editor, ({ segments }) => segments.length === 3);
    assert.deepEqual(texts(state), ['world', 'hello', ' world']);
  });

  it('clears when the selection is empty, and follows edits', async () => {
    const editor = await showText('hello world');
    await selectAll(editor);
    await shown(editor, ({ segments }) => segments.length === 2);
    await select(editor, 0, 0);
    await shown(editor, ({ segments }) => segments.length === 0);
    await commands.executeCommand('tokenscope.tokens.toggle');
    await shown(editor, ({ segments }) => segments.length === 2);
    await editor.edit((edit) => edit.insert(editor.document.positionAt(11), ' again'));
    const state = await shown(editor, ({ segments }) => segments.length === 3);
    assert.deepEqual(texts(state), ['hello', ' world', ' again']);
  });

  it('decorates code on command only', async () => {
    const editor = await showText('const a = 1;', 'typescript');
    await selectAll(editor);
    await pause(300);
    assert.equal(readTokens(api.internals.tokens, editor)?.segments.length, 0);
    await commands.executeCommand('tokenscope.tokens.toggle');
    await shown(editor, ({ segments }) => segments.length > 3);
    await commands.executeCommand('tokenscope.tokens.toggle');
    await shown(editor, ({ segments }) => segments.length === 0);
  });

  it('takes changed settings at once', async () => {
    const editor = await showText('tokenization');
    await selectAll(editor);
    await shown(editor, ({ ids }) => ids.length > 0);
    await withSetting('tokenscope.tokens.showIds', false, async () => {
      await shown(editor, ({ ids }) => ids.length === 0);
    });
    await withSetting('tokenscope.tokenizer', 'bert-base-uncased', async () => {
      const state = await shown(editor, ({ ids }) => ids[0] === '19204');
      assert.deepEqual(texts(state), ['token', 'ization']);
    });
  });

  it('uses the default where a setting has a wrong type', async () => {
    await withSetting('tokenscope.tokenizer', 42, async () => {
      const editor = await showText('hello world');
      await selectAll(editor);
      await shown(editor, ({ ids }) => ids.join(' ') === '31373 995');
    });
  });

  it('decorates at most 1,000 segments, of what is visible', async () => {
    const editor = await showText('word '.repeat(50_000).replaceAll(/(.{80}) /g, '$1\n'));
    await selectAll(editor);
    const { segments } = await shown(editor, (state) => state.segments.length > 100);
    assert.ok(segments.length <= 1_000);
  });

  it('decorates the last visible line, even where those above have many tokens', async () => {
    const lines = Array.from({ length: 300 }, (_, line) => `${line} ${'a b '.repeat(14)}`);
    const editor = await showText(lines.join('\n'));
    await commands.executeCommand('tokenscope.tokens.toggle');
    const place = new Range(200, 0, 200, 0);
    editor.revealRange(place);
    await until('the line', () => editor.visibleRanges[0]?.contains(place));
    await shown(editor, ({ segments }) => segments.some(({ text }) => text.includes('200')));
  });

  it('leaves long lines’ far columns alone', async () => {
    const editor = await showText('word '.repeat(2_000));
    await selectAll(editor);
    const { segments } = await shown(editor, (state) => state.segments.length > 100);
    const length = segments.reduce((sum, { text }) => sum + text.length, 0);
    assert.ok(length <= 1_010, `${length} columns`);
  });

  it('decorates a selection far to the right in a long line', async () => {
    const editor = await showText(`${'word '.repeat(2_000)}here is the end`);
    await selectText(editor, 'here is the end');
    const state = await shown(editor, ({ segments }) => segments.length === 4);
    assert.deepEqual(texts(state), ['here', ' is', ' the', ' end']);
  });

  it('shows token, id, text, bytes, span and index in a hover', async () => {
    const editor = await showText('hello world');
    await selectAll(editor);
    await shown(editor, ({ segments }) => segments.length === 2);
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      editor.document.uri,
      editor.document.positionAt(7),
    );
    const cards = hovers.flatMap(({ contents }) => contents as MarkdownString[]);
    const text = cards.map(({ value }) => value).join('\n');
    for (const part of ['Ġworld', '995', '" world"', '20 77 6F 72 6C 64', '5–11', '1 of 2']) {
      assert.ok(text.replaceAll('&nbsp;', ' ').includes(part), `${part} in ${text}`);
    }
    const link = cards.find(({ value }) => value.includes('(command:'));
    assert.ok(link?.value.includes('[Show in Tokens View](command:tokenscope.tokens.showInView?'));
    for (const card of cards) {
      const enabledCommands = ['tokenscope.tokens.showInView'];
      assert.deepEqual(card.isTrusted, card === link ? { enabledCommands } : undefined);
    }
  });

  it('survives the death of its process', async () => {
    const editor = await showText('hello world');
    await selectAll(editor);
    await shown(editor, ({ segments }) => segments.length === 2);
    process.kill(api.internals.tokenizerProcess.pid ?? 0, 'SIGKILL');
    await select(editor, 0, 5);
    await until('a new process', () => {
      void selectAll(editor);
      return api.internals.tokenizerProcess.pid;
    });
    await shown(editor, ({ segments }) => segments.length === 2);
    assert.ok(window.activeTextEditor);
  });
});
