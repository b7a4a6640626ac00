import assert from 'node:assert/strict';
import { commands, env, type TextEditor } from 'vscode';
import type { CompletionState } from '../../src/common/protocol/views/completion';
import type { Internals } from '../../src/extension';
import { quickest } from '../support/quickest';
import {
  closeAll,
  endOf,
  rejectsWith,
  select,
  selectAll,
  selectText,
  setSetting,
  showText,
  showUntitled,
  tokenscope,
  until,
  withSetting,
  withSettings,
} from './support';

const paragraph = 'The old keeper climbed the stairs. That night the lamp was already burning.';

describe('continue with GPT-2', () => {
  let internals: Internals;

  before(async () => {
    ({ internals } = await tokenscope());
  });
  // A sampled text can end anywhere, also at once; the most likely one goes on for long.
  before(() => setSetting('tokenscope.completion.greedy', true));
  afterEach(closeAll);
  after(() => setSetting('tokenscope.completion.greedy', undefined));

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
  /** The run wrote as many tokens as the form says, or the model ended the text before. */
  const ranToItsEnd = ({ status, tokens, stopped, form }: CompletionState): void => {
    assert.equal(status, 'done');
    if (tokens.length === form.maxNewTokens) {
      assert.match(stopped ?? '', new RegExp(`${form.maxNewTokens} tokens`));
    } else {
      assert.ok(tokens.length < form.maxNewTokens);
      assert.match(stopped ?? '', /ended the text/);
    }
  };

  it('continues the paragraph up to the cursor', async () => {
    const editor = await showText(`Another paragraph.\n\n${paragraph}`);
    await cursorAtEnd(editor);
    const result = await run();
    const { prompt, tokens, text, tokensPerSecond, millisecondsToFirstToken, model } = result;
    ranToItsEnd(result);
    assert.equal(result.form.maxNewTokens, 60);
    assert.equal(prompt, paragraph);
    assert.equal(tokens.map(({ chunk }) => chunk).join(''), text);
    assert.ok((tokensPerSecond ?? 0) > 1 && (millisecondsToFirstToken ?? 0) > 0);
    assert.match(model?.name ?? '', /not OpenAI/);
    assert.equal(document(editor), `Another paragraph.\n\n${paragraph}`);
  });

  it('gives the same text for the same seed, and another for another', async () => {
    const editor = await showText(paragraph);
    await cursorAtEnd(editor);
    const texts: string[] = [];
    for (const seed of [7, 7, 8]) {
      await withSettings('tokenscope.completion', { greedy: undefined, seed }, async () => {
        texts.push((await run()).text);
      });
    }
    assert.equal(texts[0], texts[1]);
    assert.notEqual(texts[0], texts[2]);
  });

  it('stops at a stop string, which stays out of the text', async () => {
    const editor = await showText(paragraph);
    await cursorAtEnd(editor);
    const { text } = await run();
    const stop = text.slice(12, 16);
    await withSetting('tokenscope.completion.stop', [stop], async () => {
      const stopped = await run();
      assert.equal(stopped.text, text.slice(0, text.indexOf(stop)));
      assert.match(stopped.stopped ?? '', /stop string/);
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

  it('goes beside what is typed at the same moment', async () => {
    const editor = await showText(`${paragraph}\n\nThe end.`);
    await selectText(editor, paragraph);
    const { text } = await run();
    // On its way already when the continuation is put in, and not yet heard of.
    const typed = editor.edit((edit) => edit.insert(endOf(editor.document), ' Truly.'));
    await commands.executeCommand('tokenscope.completion.replace');
    await typed;
    assert.equal(document(editor), `${text.replace(/^ /, '')}\n\nThe end. Truly.`);
  });

  it('replaces nothing when nothing was selected', async () => {
    const editor = await showText(paragraph);
    await cursorAtEnd(editor);
    await run();
    await commands.executeCommand('tokenscope.completion.replace');
    assert.equal(document(editor), paragraph);
    assert.match(state().error?.sentence ?? '', /Nothing was selected/);
  });

  it('inserts a text from an earlier window at the cursor', async () => {
    const editor = await showText(paragraph);
    await cursorAtEnd(editor);
    const { text } = await run();
    const { kept } = internals.completion;
    internals.completion.clear();
    assert.equal(state().text, '');
    internals.completion.restore(JSON.parse(JSON.stringify(kept)));
    assert.ok(state().restored);
    await select(editor, 3, 3);
    await commands.executeCommand('tokenscope.completion.insert');
    assert.equal(document(editor), `${paragraph.slice(0, 3)}${text}${paragraph.slice(3)}`);
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
      const milliseconds = await quickest(async () => {
        const running = run();
        await until('some tokens', () => state().status === 'running' && state().tokens.length > 5);
        const from = performance.now();
        await commands.executeCommand('tokenscope.cancel');
        await running;
        const took = performance.now() - from;
        const { text, tokens, stopped, status } = state();
        assert.equal(status, 'done');
        assert.ok(tokens.length > 5 && text !== '');
        assert.match(stopped ?? '', /by you/);
        return took;
      });
      assert.ok(milliseconds < 200, `${milliseconds} ms`);
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

  it('says in the view that the chosen model is not there, and keeps the text', async () => {
    const editor = await showText(paragraph);
    await cursorAtEnd(editor);
    const { text } = await run();
    await withSetting('tokenscope.completion.model', 'no-such-model', async () => {
      const { completion, completionFeature } = internals;
      for (const work of [() => completion.extend(), () => completionFeature.guessing.guess('a')]) {
        completion.clearError();
        await rejectsWith(work(), 'ChosenModelMissing');
        const { status, error, branches } = state();
        assert.equal(status, 'failed');
        assert.match(error?.sentence ?? '', /not on this machine/);
        assert.equal(branches.length, 1);
        assert.equal(state().text, text);
      }
    });
  });

  it('trims a long prompt at its start, and says so', async () => {
    const editor = await showText(`${'word '.repeat(2_000)}${paragraph}`);
    await selectAll(editor);
    const result = await run();
    const { promptTokens, notices } = result;
    ranToItsEnd(result);
    assert.equal(promptTokens, 512 - 60);
    assert.match(notices.join(' '), /too long.*last 452 tokens/);
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
    const settings = { greedy: undefined, temperature: 'hot', maxNewTokens: -5 };
    await withSettings('tokenscope.completion', settings, async () => {
      const result = await run();
      ranToItsEnd(result);
      assert.equal(result.form.maxNewTokens, 60);
      assert.equal(result.form.temperature, 0.8);
    });
  });
});
