import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, Position, Uri, window } from 'vscode';
import type { Internals } from '../../src/extension';
import type { TokenscopeApi } from '../../src/host/api/api';
import {
  closeAll,
  pause,
  rejectsWith,
  select,
  selectAll,
  showText,
  tokenscope,
  until,
  withSetting,
} from './support';

describe('when things go wrong', () => {
  let api: TokenscopeApi & { internals: Internals };
  let internals: Internals;
  const sentences: string[] = [];

  before(async () => {
    api = await tokenscope();
    ({ internals } = api);
    internals.errors.onDidShow((sentence) => sentences.push(sentence));
  });
  beforeEach(() => sentences.splice(0));
  afterEach(closeAll);

  const says = (pattern: RegExp): Promise<string> =>
    until(`a sentence like ${pattern}`, () => sentences.find((sentence) => pattern.test(sentence)));
  const allCommands = [
    'tokenscope.fillMask.fill',
    'tokenscope.fillMask.maskWord',
    'tokenscope.completion.continue',
    'tokenscope.tokens.toggle',
  ];

  it('says what to do when no text editor is open', async () => {
    for (const command of allCommands) {
      sentences.splice(0);
      await commands.executeCommand(command);
      await says(/Open a text document first/);
    }
  });

  it('says so for a binary file', async () => {
    const file = join(tmpdir(), `tokenscope-${process.pid}.bin`);
    await writeFile(file, Buffer.from([0, 1, 2, 3, 0, 255, 254, 0, 7]));
    await commands.executeCommand('vscode.open', Uri.file(file));
    await until('the binary file', () => window.tabGroups.activeTabGroup.activeTab);
    await pause(200);
    for (const command of allCommands) {
      sentences.splice(0);
      await commands.executeCommand(command);
      await says(/not a binary file/);
    }
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('says so for empty and for blank text', async () => {
    for (const content of ['', ' \t\n ']) {
      const editor = await showText(content);
      await selectAll(editor);
      sentences.splice(0);
      await commands.executeCommand('tokenscope.completion.continue');
      await says(/no text here/);
      sentences.splice(0);
      await commands.executeCommand('tokenscope.fillMask.maskWord');
      await says(/no word at the cursor/);
      await closeAll();
    }
  });

  it('rejects when the tokenizer process is killed in mid-count, and works again', async () => {
    let counting = Promise.resolve(0);
    let counted = true;
    // Killed before the whole text is with the process, the count is made by the next one.
    for (let attempt = 1; counted && attempt <= 6; attempt++) {
      const text = Array.from({ length: 800_000 }, (_, at) => `word ${at * attempt}`).join(' ');
      counting = api.countTokens(text, { tokenizer: 't5-small' });
      const settled = counting.then(
        () => true,
        () => false,
      );
      await until('the process', () => internals.tokenizerProcess.pid);
      await pause(200 * attempt);
      process.kill(internals.tokenizerProcess.pid ?? 0, 'SIGKILL');
      counted = await settled;
    }
    await rejectsWith(counting, 'ProcessDied');
    assert.equal(await api.countTokens('one two', { tokenizer: 'gpt2' }), 2);
  });

  it('rejects when the model process is killed while loading, and works again', async () => {
    internals.modelProcess.restart();
    const filling = api.fillMask('The capital of France is [MASK].');
    await until('the load', () => internals.registry.isLoading('bert-base-uncased'));
    process.kill(internals.modelProcess.pid ?? 0, 'SIGKILL');
    await rejectsWith(filling, 'ProcessDied');
    const { masks } = await api.fillMask('The capital of France is [MASK].');
    assert.equal(masks[0]?.candidates[0]?.token, 'paris');
  });

  it('offers to start a process anew that crashed three times', async () => {
    internals.modelProcess.restart();
    for (let crash = 0; crash < 3; crash++) {
      const filling = api.fillMask('[MASK]');
      await until('the process', () => internals.modelProcess.pid);
      process.kill(internals.modelProcess.pid ?? 0, 'SIGKILL');
      await rejectsWith(filling, 'ProcessDied');
    }
    await rejectsWith(api.fillMask('[MASK]'), 'ProcessDown');
    await commands.executeCommand('tokenscope.restartProcesses');
    await api.fillMask('[MASK]');
  });

  it('tells of several wrong settings in one message', async () => {
    await withSetting('tokenscope.completion.topK', 'many', async () => {
      await says(/completion\.topK is "many"/);
      sentences.splice(0);
      await withSetting('tokenscope.completion.topP', 7, async () => {
        await says(/2 settings are wrong.*completion\.topK.*completion\.topP/);
        await pause(200);
        assert.equal(sentences.length, 1);
      });
    });
  });

  it('keeps a result of a document that is edited meanwhile, and follows the edit', async () => {
    const editor = await showText('The capital of France is [MASK].');
    await select(editor, 5, 5);
    const running = commands.executeCommand('tokenscope.fillMask.fill');
    await editor.edit((edit) => edit.insert(new Position(0, 0), 'So! '));
    await running;
    assert.equal(internals.fillMask.state.status, 'done');
    await internals.fillMask.edits.apply(0, 0);
    assert.equal(editor.document.getText(), 'So! The capital of France is paris.');
  });

  it('deletes all stored text from the views', async () => {
    const editor = await showText('The capital of France is [MASK].');
    await selectAll(editor);
    await commands.executeCommand('tokenscope.fillMask.fill');
    // The most likely text is never empty; a sampled one can be.
    await withSetting('tokenscope.completion.greedy', true, async () =>
      commands.executeCommand('tokenscope.completion.continue'),
    );
    assert.notEqual(internals.completion.state.text, '');
    await commands.executeCommand('tokenscope.deleteStoredText');
    assert.equal(internals.fillMask.state.status, 'empty');
    assert.equal(internals.completion.state.text, '');
    assert.deepEqual(internals.fillMask.state.text, []);
  });
});
