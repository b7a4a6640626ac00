import assert from 'node:assert/strict';
import { commands, env, type TextEditor } from 'vscode';
import type { CompletionState } from '../../src/common/protocol/views/completion';
import type { Internals } from '../../src/extension';
import {
  closeAll,
  endOf,
  select,
  selectAll,
  selectText,
  showText,
  showUntitled,
  tokenscope,
  until,
  withSetting,
} from './support';

const paragraph = 'The old keeper climbed the stairs. That night the lamp was already burning.';

describe('continue with GPT-2', () => {
  let internals: Internals;

  before(async () => {
    ({ internals } = await tokenscope());
  });
  afterEach(closeAll);

  const state = (): CompletionState => internals.completion.state;
  const run = async (): Promise<CompletionState> => {
    await commands.executeCommand('tokenscope.completion.continue');
    return state();
  };
  const document = (editor: TextEditor): string => editor.document.getText();
  const cursorAtEnd = async (editor: TextEditor): Promise<void> => {
    const end = editor.document.offsetAt(endOf(editor.document));
    await select(editor, end, end);
  };

  it('continues the paragraph up to the cursor', async () => {
    const editor = await showText(`Another paragraph.\n\n${paragraph}`);
    await cursorAtEnd(editor);
    const {
      status,
      prompt,
      tokens,
      text,
      stopped,
      tokensPerSecond,
      millisecondsToFirstToken,
      model,
    } = await run();
    assert.equal(status, 'done');
    assert.equal(prompt, paragraph);
    assert.equal(tokens.length, 60);
    assert.equal(tokens.map(({ chunk }) => chunk).join(''), text);
    assert.match(stopped ?? '', /60 tokens/);
    assert.ok((tokensPerSecond ?? 0) > 1 && (millisecondsToFirstToken ?? 0) > 0);
    assert.match(model?.name ?? '', /not OpenAI/);
    assert.equal(document(editor), `Another paragraph.\n\n${paragraph}`);
  });

  it('gives the same text for the same seed, and another for another', async () => {
    const editor = await showText(paragraph);
    await cursorAtEnd(editor);
    const texts: string[] = [];
    for (const seed of [7, 7, 8]) {
      await withSetting('tokenscope.completion.seed', seed, async () =>
        texts.push((await run()).text),
      );
    }
    assert.equal(texts[0], texts[1]);
    assert.notEqual(texts[0], texts[2]);
  });

  it('stops at a stop string, which stays out of the text', async () => {
    const editor = await showText(paragraph);
    await cursorAtEnd(editor);
    await withSetting('tokenscope.completion.greedy', true, async () => {
      const { text } = await run();
      const stop = text.slice(12, 16);
      await withSetting('tokenscope.completion.stop', [stop], async () => {
        const stopped = await run();
        assert.equal(stopped.text, text.slice(0, text.indexOf(stop)));
        assert.match(stopped.stopped ?? '', /stop string/);
      });
    });
  });

  it('inserts behind the prompt, or where the cursor was moved to, in one undo step', async () => {
    const editor = await showText(`${paragraph}\n\nThe end.`);
    await selectText(editor, paragraph);
    const { text } = await run();
    await commands.executeCommand('tokenscope.completion.insert');
    assert.equal(document(editor), `${paragraph}${text}\n\nThe end.`);
    await commands.executeCommand('undo');
    assert.equal(document(editor), `${paragraph}\n\nThe end.`);
    await cursorAtEnd(editor);
    await commands.executeCommand('tokenscope.completion.insert');
    assert.equal(document(editor), `${paragraph}\n\nThe end.${text}`);
  });

  it('replaces the selection in one undo step, and refuses when it was changed', async () => {
    const editor = await showText(`${paragraph}\n\nThe end.`);
    await selectText(editor, paragraph);
    const { text, hasSelection } = await run();
    assert.ok(hasSelection);
    await commands.executeCommand('tokenscope.completion.replace');
    assert.equal(document(editor), `${text.replace(/^ /, '')}\n\nThe end.`);
    await commands.executeCommand('undo');
    assert.equal(document(editor), `${paragraph}\n\nThe end.`);
    await editor.edit((edit) => edit.insert(editor.document.positionAt(5), 'X'));
    const before = document(editor);
    await commands.executeCommand('tokenscope.completion.replace');
    assert.equal(document(editor), before);
    assert.match(state().error?.sentence ?? '', /has changed/);
  });

  it('replaces nothing when nothing was selected', async () => {
    const editor = await showText(paragraph);
    await cursorAtEnd(editor);
    await run();
    await commands.executeCommand('tokenscope.completion.replace');
    assert.equal(document(editor), paragraph);
    assert.match(state().error?.sentence ?? '', /Nothing was selected/);
  });

  it('copies', async () => {
    const editor = await showText(paragraph);
    await cursorAtEnd(editor);
    const { text } = await run();
    await commands.executeCommand('tokenscope.completion.copy');
    assert.equal(await env.clipboard.readText(), text);
  });

  it('keeps what was streamed when it is cancelled, within 200 ms', async () => {
    const editor = await showText(paragraph);
    await cursorAtEnd(editor);
    await withSetting('tokenscope.completion.maxNewTokens', 450, async () => {
      const running = run();
      await until('some tokens', () => state().status === 'running' && state().tokens.length > 5);
      const from = performance.now();
      await commands.executeCommand('tokenscope.cancel');
      await running;
      assert.ok(performance.now() - from < 200);
      const { text, tokens, stopped, status } = state();
      assert.equal(status, 'done');
      assert.ok(tokens.length > 5 && text !== '');
      assert.match(stopped ?? '', /by you/);
    });
  });

  it('keeps what was streamed when its process is killed, and works again', async () => {
    const editor = await showText(paragraph);
    await cursorAtEnd(editor);
    await withSetting('tokenscope.completion.maxNewTokens', 450, async () => {
      const running = run();
      await until('some tokens', () => state().status === 'running' && state().tokens.length > 5);
      process.kill(internals.modelProcess.pid ?? 0, 'SIGKILL');
      await running;
    });
    assert.equal(state().status, 'failed');
    assert.match(state().error?.sentence ?? '', /model process ended/);
    assert.ok(state().tokens.length > 5);
    assert.equal((await run()).status, 'done');
  });

  it('inserts nothing into a document that was closed while it ran', async () => {
    const editor = await showUntitled(paragraph);
    await cursorAtEnd(editor);
    const running = run();
    await closeAll();
    await running;
    assert.equal(state().status, 'done');
    await commands.executeCommand('tokenscope.completion.insert');
    assert.match(state().error?.sentence ?? '', /closed/);
    assert.ok(state().text !== '');
  });

  it('needs some text, and keeps the last result', async () => {
    const editor = await showText(paragraph);
    await cursorAtEnd(editor);
    await run();
    const before = state();
    for (const content of ['', ' \n\t ']) {
      const empty = await showText(content);
      await selectAll(empty);
      await run();
      assert.equal(state(), before);
    }
  });

  it('trims a long prompt at its start, and says so', async () => {
    const editor = await showText(`${'word '.repeat(2_000)}${paragraph}`);
    await selectAll(editor);
    const { promptTokens, notices, tokens } = await run();
    assert.equal(promptTokens, 512 - 60);
    assert.equal(tokens.length, 60);
    assert.match(notices.join(' '), /too long.*last 452 tokens/);
  });

  it('takes a selection of 10 MB', async () => {
    const editor = await showText(`${'word '.repeat(2_000_000)}${paragraph}`);
    await selectAll(editor);
    const { status, promptTokens } = await run();
    assert.equal(status, 'done');
    assert.equal(promptTokens, 452);
  });

  it('leaves out the space at the end, and does not double it on inserting', async () => {
    const editor = await showText(`${paragraph} `);
    await cursorAtEnd(editor);
    const { prompt, notices, text } = await run();
    assert.equal(prompt, paragraph);
    assert.match(notices.join(' '), /space at the end/);
    await commands.executeCommand('tokenscope.completion.insert');
    assert.equal(document(editor), `${paragraph} ${text.replace(/^ /, '')}`);
  });

  it('uses the defaults for settings of a wrong type', async () => {
    const editor = await showText(paragraph);
    await cursorAtEnd(editor);
    await withSetting('tokenscope.completion.temperature', 'hot', () =>
      withSetting('tokenscope.completion.maxNewTokens', -5, async () => {
        const { status, tokens, form } = await run();
        assert.equal(status, 'done');
        assert.equal(tokens.length, 60);
        assert.equal(form.temperature, 0.8);
      }),
    );
  });
});
