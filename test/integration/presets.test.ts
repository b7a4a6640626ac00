import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands, window, workspace, type TextEditor } from 'vscode';
import type { Internals } from '../../src/extension';
import type { CompletionState } from '../../src/common/protocol/views/completion';
import { presetItems } from '../../src/host/presets/presetPicker';
import {
  closeAll,
  endOf,
  select,
  selectText,
  showText,
  showUntitled,
  tokenscope,
  until,
  withSetting,
} from './support';

const story = 'The old keeper climbed the stairs. That night the lamp was already burning.';

describe('prompt presets', () => {
  let internals: Internals;
  const shown: string[] = [];

  before(async () => {
    ({ internals } = await tokenscope());
    internals.errors.onDidShow((sentence) => shown.push(sentence));
  });
  beforeEach(() => shown.splice(0));
  afterEach(closeAll);

  const run = async (preset: string): Promise<CompletionState> => {
    await commands.executeCommand('tokenscope.presets.continue', preset);
    return internals.completion.state;
  };
  const withPresets = <T>(presets: unknown, work: () => Promise<T>): Promise<T> =>
    withSetting('tokenscope.presets', presets, work);
  const cursorAtEnd = (editor: TextEditor): Promise<void> => {
    const end = editor.document.offsetAt(endOf(editor.document));
    return select(editor, end, end);
  };

  it('come with nine that can all be used', async () => {
    const { presets, refused } = await internals.presets.gather();
    assert.deepEqual(refused, []);
    const builtIn = presets.filter(({ origin }) => origin === 'builtIn');
    assert.equal(builtIn.length, 9);
    assert.ok(builtIn.every(({ description }) => description !== ''));
    assert.equal(builtIn.filter(({ chat }) => chat !== null).length, 1);
  });

  it('continue a prompt that is made of the selection, and replace the selection', async () => {
    const editor = await showText(`Before.\n\n${story}\n\nAfter.`);
    await selectText(editor, story);
    const state = await run('Summary (TL;DR)');
    assert.equal(state.status, 'done');
    assert.equal(state.prompt, `${story}\n\nTL;DR:`);
    assert.match(state.source ?? '', /^Summary \(TL;DR\) · .*:3$/);
    await commands.executeCommand('tokenscope.completion.replace');
    assert.ok(!editor.document.getText().includes(story));
    assert.match(editor.document.getText(), /^Before\./);
  });

  it('take the paragraph at the cursor where nothing is selected, and their own sampling', async () => {
    const editor = await showText(`Before.\n\n${story}`);
    await cursorAtEnd(editor);
    await withPresets(
      [
        {
          name: 'Mine',
          template: ['{{ language }}', '{{ text }}', 'So:'],
          maxNewTokens: 3,
          greedy: true,
        },
      ],
      async () => {
        const { prompt, tokens, seed, form } = await run('Mine');
        assert.equal(prompt, `markdown\n${story}\nSo:`);
        assert.ok(tokens.length <= 3);
        assert.equal(seed, null);
        // The form and its settings are as they were.
        assert.equal(form.maxNewTokens, 60);
        assert.equal(form.greedy, false);
      },
    );
  });

  it('say which of them cannot be used and why, and offer the others', async () => {
    const bad = {
      'no template': [{ name: 'no template' }, /“no template” has no template/],
      broken: [
        { name: 'broken', template: '{{ text' },
        /template of the preset “broken” is broken: ./,
      ],
      variable: [
        { name: 'variable', template: '{{ txt }}' },
        /unknown variable “txt”: there are text, selection, paragraph, language, question/,
      ],
      loop: [{ name: 'loop', template: '{% for a in text %}{% endfor %}' }, /uses “For”/],
      property: [
        { name: 'property', template: 'a', temprature: 1 },
        /unknown property “temprature”/,
      ],
      value: [
        { name: 'value', template: 'a', temperature: 99 },
        /“value”, temperature is 99, but must be a number from 0\.01 to 10/,
      ],
    } as const;
    const entries = [...Object.values(bad).map(([entry]) => entry), 7, { template: 'a' }];
    const editor = await showText(story);
    await cursorAtEnd(editor);
    await withPresets([...entries, { name: 'Good', template: '{{ text }}' }], async () => {
      const gathered = await internals.presets.gather();
      assert.equal(gathered.refused.length, entries.length);
      assert.ok(gathered.presets.some(({ name }) => name === 'Good'));
      const values = { text: '', selection: '', paragraph: '', language: '', question: '' };
      const details = presetItems(gathered, values).map(({ detail }) => detail ?? '');
      for (const [name, [, sentence]] of Object.entries(bad)) {
        assert.ok(
          details.some((detail) => sentence.test(detail)),
          name,
        );
        await run(name);
        assert.match(shown.at(-1) ?? '', sentence);
      }
      assert.ok(
        details.some((detail) =>
          detail.includes('Preset 7 of tokenscope.presets is not an object'),
        ),
      );
      assert.ok(
        details.some((detail) => detail.includes('Preset 8 of tokenscope.presets has no name')),
      );
      assert.equal((await run('Good')).prompt, story);
    });
    await withPresets('text', async () => {
      const { presets, refused } = await internals.presets.gather();
      assert.equal(presets.length, 9);
      assert.equal(refused[0]?.problem.kind, 'notAList');
    });
    await run('No such preset');
    assert.match(shown.at(-1) ?? '', /no preset named No such preset/);
  });

  it('show in the picker the prompt that each would give', async () => {
    const gathered = await internals.presets.gather();
    const values = {
      text: story,
      selection: '',
      paragraph: story,
      language: 'markdown',
      question: '',
    };
    const items = presetItems(gathered, values);
    const detail = (name: string) => items.find(({ label }) => label === name)?.detail ?? '';
    assert.match(detail('Summary (TL;DR)'), /burning\. ↵ TL;DR:$/);
    assert.match(detail('Blog Draft'), /^‹What is the title of the post\?›/);
    assert.equal(detail('Creative Writing'), story);
    assert.ok(items.some(({ label }) => label === 'What GPT-2 Cannot Do'));
  });

  it('come from a file, too, whose errors are told and touch no others', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tokenscope-presets-'));
    const file = path.join(folder, 'mine.tokenscope-presets.json');
    const problem = async () => {
      const { presets, refused } = await internals.presets.gather();
      assert.ok(presets.length >= 9);
      return refused[0]?.problem.kind;
    };
    try {
      await withSetting('tokenscope.presetsFile', file, async () => {
        assert.equal(await problem(), 'unreadable');
        writeFileSync(file, '[{ "name": "A", ');
        assert.equal(await problem(), 'notJson');
        writeFileSync(file, '{ "name": "A" }');
        assert.equal(await problem(), 'notAList');
        writeFileSync(file, JSON.stringify([{ name: 'Chat', template: 'of the file' }]));
        const { presets, refused } = await internals.presets.gather();
        assert.deepEqual(refused, []);
        const chat = presets.find(({ name }) => name === 'Chat');
        assert.equal(chat?.template, 'of the file');
        assert.equal(chat.origin, 'file');
        assert.equal(presets.length, 9);
        await commands.executeCommand('tokenscope.presets.edit');
        assert.equal(window.activeTextEditor?.document.uri.fsPath, file);
      });
      await withSetting('tokenscope.presetsFile', 'mine.json', async () => {
        assert.equal(await problem(), 'notAbsolute');
      });
    } finally {
      await closeAll();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('need a text where they work on one', async () => {
    await showText('  \n');
    const before = internals.completion.state;
    await run('Summary (TL;DR)');
    assert.match(shown.at(-1) ?? '', /no text here/);
    assert.equal(internals.completion.state, before);
  });

  it('chat in a document, turn by turn', async () => {
    await commands.executeCommand('tokenscope.presets.chat');
    const editor = await until('the conversation', () => window.activeTextEditor);
    const { document } = editor;
    assert.match(document.getText(), /^A curious user .*\n\nUser: $/s);
    await commands.executeCommand('tokenscope.presets.chat');
    assert.match(shown.at(-1) ?? '', /no message to answer: write one behind “User:”/);
    const say = async (message: string) => {
      await editor.edit((edit) => edit.insert(endOf(document), message));
      const before = document.getText();
      await commands.executeCommand('tokenscope.presets.chat');
      const { text, prompt, status } = internals.completion.state;
      assert.equal(status, 'done');
      assert.equal(prompt, `${before}\nAssistant:`);
      assert.doesNotMatch(text, /\n(User|Assistant):/);
      const answer = text.trim();
      assert.equal(document.getText(), `${before}\nAssistant: ${answer}\nUser: `);
      assert.deepEqual(window.activeTextEditor?.selection.active, endOf(document));
    };
    await say('Where is the sea?');
    await say('Who lives there?');
    assert.equal(document.getText().match(/^Assistant:/gm)?.length, 2);
    await commands.executeCommand('undo');
    assert.equal(document.getText().match(/^Assistant:/gm)?.length, 1);
  });

  it('go on with a chat whose last answer has no turn after it, and keep an edit that came between', async () => {
    const editor = await showUntitled('User: Hello\nAssistant: Good evening.');
    const { document } = editor;
    await commands.executeCommand('tokenscope.presets.chat');
    assert.equal(document.getText(), 'User: Hello\nAssistant: Good evening.\nUser: ');
    await editor.edit((edit) => edit.insert(endOf(document), 'Who are you?'));
    // A drawn answer can end before the edit is through; the likeliest one is long.
    await withSetting('tokenscope.completion.greedy', true, async () => {
      const running = commands.executeCommand('tokenscope.presets.chat');
      await until('the run', () => internals.completion.state.status === 'running');
      await editor.edit((edit) => edit.insert(endOf(document), ' Tell me.'));
      await running;
      assert.match(document.getText(), /Who are you\? Tell me\.$/);
      assert.match(shown.at(-1) ?? '', /changed since/);
    });
  });

  it('lead to the page of limits', async () => {
    await commands.executeCommand('tokenscope.openLimits');
    await until('the page', () =>
      window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find(({ label }) => label.includes('limits')),
    );
    assert.equal(workspace.textDocuments.filter(({ isDirty }) => isDirty).length, 0);
  });
});
