import assert from 'node:assert/strict';
import { commands, window } from 'vscode';
import { quickest } from '../../support/quickest';
import { select, selectAll, selectText, showText, until } from '../support';
import { textOf, useFillMask, words } from './useFillMask';

describe('fill mask with bad input', () => {
  const { internals, fill } = useFillMask();

  const sentence = async (content: string, command?: string): Promise<string> => {
    const editor = await showText(content);
    const before = textOf(editor);
    await selectAll(editor);
    await commands.executeCommand(command ?? 'tokenscope.fillMask.fill');
    const { error } = internals().fillMask.state;
    assert.equal(textOf(editor), before);
    return error?.sentence ?? '';
  };

  it('keeps the last result and needs a mask, a word, some text', async () => {
    const editor = await showText('The capital of France is [MASK].');
    await fill();
    const before = internals().fillMask.state;
    await select(editor, 0, 3);
    for (const content of ['', '   \n ', 'no mask at all']) {
      await sentence(content);
      assert.equal(internals().fillMask.state, before);
    }
    await selectText(await showText('... !'), '... !', true);
    await fill('tokenscope.fillMask.maskWord');
    assert.equal(internals().fillMask.state, before);
  });

  it('reads 600 masks around the first one, and says so', async () => {
    await sentence('[MASK] '.repeat(600));
    const { masks, notices, status } = internals().fillMask.state;
    assert.equal(status, 'done');
    assert.ok(masks.length > 300 && masks.length <= 510, `${masks.length} masks`);
    assert.match(notices.join(' '), /of 600 masks/);
  });

  it('cuts a text of more than 512 tokens around the mask, and says so', async () => {
    await sentence(`${'word '.repeat(900)}The capital of France is [MASK]. ${'word '.repeat(900)}`);
    const { masks, notices, tokens } = internals().fillMask.state;
    assert.equal(masks.length, 1);
    assert.equal(tokens, 512);
    assert.match(notices.join(' '), /too long/);
  });

  it('takes lone surrogates, emoji, right-to-left text, CRLF and tabs', async () => {
    await sentence('\ud800 👩‍👩‍👧‍👦 שלום e\u0301\r\n\tThe capital of France is [MASK].');
    assert.equal(internals().fillMask.state.status, 'done');
  });

  it('tells when the model process is killed in mid-run, and works again after', async () => {
    await showText('The capital of France is [MASK].');
    await fill();
    const { pid } = internals().modelProcess;
    const run = commands.executeCommand('tokenscope.fillMask.fill');
    await until('the run', () => internals().fillMask.state.status === 'running');
    process.kill(pid ?? 0, 'SIGKILL');
    await run;
    const { status, error } = internals().fillMask.state;
    if (status === 'failed') {
      assert.match(error?.sentence ?? '', /model process ended/);
    }
    assert.equal(words(await fill())[0], 'paris');
  });

  it('settles a cancelled run at once and keeps what was shown', async () => {
    await showText('The capital of France is [MASK].');
    await fill();
    const milliseconds = await quickest(async () => {
      internals().modelProcess.restart();
      const run = commands.executeCommand('tokenscope.fillMask.fill');
      await until('the run', () => internals().fillMask.state.status === 'running');
      const from = performance.now();
      await commands.executeCommand('tokenscope.cancel');
      await run;
      return performance.now() - from;
    });
    assert.ok(milliseconds < 200, `${milliseconds} ms`);
    assert.equal(internals().fillMask.state.status, 'done');
    assert.equal(words(internals().fillMask.state)[0], 'paris');
    assert.ok(window.activeTextEditor);
  });
});
