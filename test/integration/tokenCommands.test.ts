import assert from 'node:assert/strict';
import { commands, env, Selection, type TextEditor } from 'vscode';
import type { Internals } from '../../src/extension';
import type { TokenscopeApi } from '../../src/host/api/api';
import { readTokens, shownTokens, texts } from './shownTokens';
import {
  closeAll,
  select,
  selectAll,
  selectText,
  showText,
  tokenscope,
  until,
  withSetting,
} from './support';

const run = (name: string, argument?: object): Thenable<unknown> =>
  commands.executeCommand(`tokenscope.tokens.${name}`, argument);

describe('token commands', () => {
  let api: TokenscopeApi & { internals: Internals };

  before(async () => {
    api = await tokenscope();
  });
  afterEach(closeAll);

  const place = ({ document, selection }: TextEditor): string =>
    `${document.offsetAt(selection.start)}-${document.offsetAt(selection.end)}`;
  /** Runs a command again and again, and says where the selection went each time. */
  const walk = async (editor: TextEditor, name: string, steps: number): Promise<string[]> => {
    const places: string[] = [];
    for (let step = 0; step < steps; step++) {
      await run(name);
      places.push(place(editor));
    }
    return places;
  };
  const copied = async (name: string, argument?: object): Promise<string> => {
    await env.clipboard.writeText('nothing copied');
    await run(name, argument);
    return env.clipboard.readText();
  };

  describe('Next and Previous Token', () => {
    it('go from token to token, and stay at the ends', async () => {
      const editor = await showText('hello world again', 'typescript');
      await select(editor, 0, 0);
      assert.deepEqual(await walk(editor, 'next', 3), ['5-5', '11-11', '11-11']);
      assert.deepEqual(await walk(editor, 'previous', 3), ['5-5', '0-0', '0-0']);
    });

    it('take an emoji of several tokens as one step', async () => {
      const editor = await showText('a 👩🏽 b', 'typescript');
      await select(editor, 0, 0);
      assert.deepEqual(await walk(editor, 'next', 3), ['1-1', '4-4', '6-6']);
      assert.deepEqual(await walk(editor, 'previous', 3), ['4-4', '1-1', '0-0']);
    });

    it('cross a long stretch without tokens', async () => {
      await withSetting('tokenscope.tokenizer', 'bert-base-cased', async () => {
        const editor = await showText(`one${' '.repeat(9_000)}two`, 'typescript');
        await select(editor, 0, 0);
        assert.deepEqual(await walk(editor, 'next', 1), ['9003-9003']);
        assert.deepEqual(await walk(editor, 'previous', 1), ['0-0']);
      });
    });

    it('walk a selection, which goes on to show its tokens', async () => {
      const editor = await showText('one two three four');
      await selectText(editor, 'two three');
      await shownTokens(api.internals.tokens, editor, ({ segments }) => segments.length > 0);
      assert.deepEqual(await walk(editor, 'next', 3), ['4-4', '7-7', '7-7']);
      const state = readTokens(api.internals.tokens, editor);
      assert.deepEqual(state && texts(state), ['two', ' three']);
      await select(editor, 0, 0);
      await shownTokens(api.internals.tokens, editor, ({ segments }) => segments.length === 0);
    });

    it('lose no press, however fast they come', async () => {
      const editor = await showText('one two three four five', 'typescript');
      await select(editor, 0, 0);
      await Promise.all([run('next'), run('next'), run('next')]);
      assert.equal(place(editor), '13-13');
    });
  });

  describe('Select Token', () => {
    it('selects the token at the cursor, and grows by the next', async () => {
      const editor = await showText('hello world again', 'typescript');
      await select(editor, 8, 8);
      assert.deepEqual(await walk(editor, 'select', 3), ['5-11', '5-17', '5-17']);
    });

    it('selects the last token at the end of the text', async () => {
      const editor = await showText('hello world', 'typescript');
      await select(editor, 11, 11);
      assert.deepEqual(await walk(editor, 'select', 1), ['5-11']);
    });

    it('leaves the tokens of the document shown, and their ids as they are in it', async () => {
      await withSetting('tokenscope.tokenizer', 'bert-base-uncased', async () => {
        const editor = await showText('tokenization');
        await run('toggle');
        await shownTokens(api.internals.tokens, editor, ({ segments }) => segments.length === 2);
        await select(editor, 7, 7);
        await run('select');
        assert.equal(place(editor), '5-12');
        assert.equal(await copied('copy'), '["##ization"]');
        assert.equal(await copied('copyIds', { format: 'spaces' }), '3989');
        assert.equal(readTokens(api.internals.tokens, editor)?.segments.length, 2);
      });
    });
  });

  describe('Copy Token Ids', () => {
    it('writes the usual forms', async () => {
      const editor = await showText('hello world');
      await selectAll(editor);
      assert.equal(await copied('copyIds', { format: 'json' }), '[31373,995]');
      assert.equal(await copied('copyIds', { format: 'spaces' }), '31373 995');
      assert.equal(await copied('copyIds', { format: 'python' }), '[31373, 995]');
    });

    it('takes the whole document where nothing is selected, with any tokenizer', async () => {
      await withSetting('tokenscope.tokenizer', 't5-small', async () => {
        const text = 'The quick brown fox.\nSecond line.';
        const editor = await showText(text, 'typescript');
        await select(editor, 0, 0);
        const { tokens } = await api.tokenize(text, {
          tokenizer: 't5-small',
          addSpecialTokens: false,
        });
        const ids = tokens.map(({ id }) => id);
        assert.deepEqual(JSON.parse(await copied('copyIds', { format: 'json' })), ids);
        const strings = tokens.map(({ token }) => token);
        assert.deepEqual(JSON.parse(await copied('copy')), strings);
      });
    });

    it('writes a list for each of several selections', async () => {
      const editor = await showText('hello world\nhello world');
      editor.selections = [new Selection(0, 6, 0, 11), new Selection(1, 0, 1, 11)];
      assert.equal(await copied('copyIds', { format: 'json' }), '[[6894],[31373,995]]');
      assert.equal(await copied('copyIds', { format: 'python' }), '[[6894], [31373, 995]]');
      assert.equal(await copied('copyIds', { format: 'spaces' }), '6894\n31373 995');
      assert.equal(await copied('copy'), '[["world"],["hello","Ġworld"]]');
    });

    it('writes one list for a token selected in one of several texts', async () => {
      const editor = await showText('hello world\nhello world');
      editor.selections = [new Selection(0, 6, 0, 11), new Selection(1, 0, 1, 11)];
      await shownTokens(api.internals.tokens, editor, ({ segments }) => segments.length === 3);
      await run('next');
      await run('next');
      await run('select');
      assert.equal(place(editor), '12-17');
      assert.equal(await copied('copyIds', { format: 'json' }), '[31373]');
    });

    it('says what is wrong with an empty, a too long text and an unknown format', async () => {
      const sentences: string[] = [];
      const listener = api.internals.errors.onDidShow((sentence) => sentences.push(sentence));
      try {
        await showText('');
        assert.equal(await copied('copyIds', { format: 'json' }), 'nothing copied');
        await showText('word '.repeat(100_001));
        assert.equal(await copied('copy'), 'nothing copied');
        assert.equal(await copied('copyIds', { format: 'yaml' }), 'nothing copied');
      } finally {
        listener.dispose();
      }
      assert.equal(sentences.length, 3, sentences.join('\n'));
      assert.match(sentences[0] ?? '', /no text/);
      assert.match(sentences[1] ?? '', /100002 tokens; at most 100000/);
      assert.match(sentences[2] ?? '', /format.*"?yaml"?.*json, spaces, python/);
    });

    it('stops at Escape, and copies nothing', async () => {
      await showText('word '.repeat(1_000_000), 'typescript');
      await env.clipboard.writeText('nothing copied');
      const copying = run('copyIds', { format: 'json' });
      await commands.executeCommand('tokenscope.cancel');
      const from = performance.now();
      await copying;
      assert.ok(performance.now() - from < 200);
      assert.equal(await env.clipboard.readText(), 'nothing copied');
    });
  });

  describe('Toggle Projector Mode', () => {
    it('draws in another style at once, and back', async () => {
      const { tokens } = api.internals;
      const editor = await showText('hello world');
      await selectAll(editor);
      await shownTokens(tokens, editor, ({ ids }) => ids.length === 2);
      assert.equal(tokens.style, 'plain');
      await run('toggleProjector');
      await until('the projector style', () => tokens.style === 'projector');
      assert.equal(readTokens(tokens, editor)?.ids.length, 2);
      await run('toggleProjector');
      await until('the plain style', () => tokens.style === 'plain');
    });
  });
});
