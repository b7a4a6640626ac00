import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { commands, env, Selection, Uri, type TextEditor } from 'vscode';
import type { Internals } from '../../../src/extension';
import type { LabState } from '../../../src/common/protocol/views/laboratory/laboratory';
import type {
  ContextShiftForm,
  ContextShiftView,
} from '../../../src/common/protocol/views/laboratory/contextShift';
import { closeAll, pause, selectAll, selectText, showText, tokenscope } from '../support';

describe('two prompts in the laboratory', () => {
  let internals: Internals;

  before(async () => {
    ({ internals } = await tokenscope());
  });
  afterEach(async () => {
    await closeAll();
    await form({ second: '', continuation: '' });
  });

  const session = () => internals.laboratory.session('contextShift');
  const state = () => session().state as LabState<ContextShiftForm, ContextShiftView>;
  const run = async () => {
    await commands.executeCommand('tokenscope.laboratory.contextShift');
    return state();
  };
  const form = async (change: Partial<ContextShiftForm>) => {
    await session().changeForm({ ...state().form, ...change });
    return state();
  };
  const selectLines = async (editor: TextEditor, count: number): Promise<void> => {
    // The first selection that VS Code reports after showing a document must not come later.
    await selectAll(editor);
    editor.selections = Array.from(
      { length: count },
      (_, line) => new Selection(line, 0, line, editor.document.lineAt(line).text.length),
    );
  };

  it('compares two selections, and scores a continuation after each', async () => {
    const editor = await showText('The king spoke to the\nShe opened the\nAt last they');
    await selectLines(editor, 2);
    await form({ continuation: 'door' });
    const { status, result, notices, models } = await run();
    assert.equal(status, 'done');
    assert.deepEqual(result?.prompts, ['The king spoke to the', 'She opened the']);
    assert.ok(result.jsdBits > 0 && result.jsdBits < 1);
    const [continuation] = result.continuations;
    assert.equal(continuation?.text, ' door');
    assert.deepEqual(
      continuation.tokens?.map(({ token }) => token),
      ['Ġdoor'],
    );
    const [door] = continuation.tokens;
    assert.ok(door && door.logProbs[1] > door.logProbs[0]);
    assert.deepEqual(notices, []);
    assert.match(models[0]?.name ?? '', /gpt2-starter/);
    await selectLines(editor, 3);
    await form({ second: 'typed' });
    const three = await run();
    assert.match(three.notices.join('\n'), /3 texts are selected: the first two/);
    assert.match(three.notices.join('\n'), /that was typed was not read/);
  });

  it('compares the sentence at the cursor with a prompt that is typed, or with none', async () => {
    const editor = await showText('It rained. The king spoke to the');
    await selectText(editor, 'king', true);
    const alone = await run();
    assert.deepEqual(alone.result?.prompts, ['The king spoke to the', '']);
    assert.match(alone.notices.join(), /no second prompt/);
    const typed = await form({ second: ' The queen spoke to the ' });
    assert.deepEqual(typed.result?.prompts, ['The king spoke to the', 'The queen spoke to the']);
    assert.deepEqual(typed.notices, []);
    assert.ok(typed.result.jsdBits < alone.result.jsdBits);
    const unscored = await form({ second: 'Wait...', continuation: '.' });
    assert.equal(unscored.result?.continuations[0]?.tokens, null);
    assert.match(unscored.notices.join(), /“\.” has no score/);
  });

  it('exports its tables, and copies Python and a methods sentence', async () => {
    const editor = await showText('The king spoke to the\nShe opened the');
    await selectLines(editor, 2);
    await form({ continuation: 'door of gold | door of gold | window' });
    const { result } = await run();
    const folder = mkdtempSync(path.join(tmpdir(), 'tokenscope-prompts-'));
    try {
      const file = path.join(folder, 'two.csv');
      await commands.executeCommand('tokenscope.laboratory.export', Uri.file(file));
      const read = (name: string) =>
        parse<Record<string, string>>(readFileSync(path.join(folder, name)), { columns: true });
      const [row] = read('two.csv');
      const rows = read('two.continuations.csv');
      const tokens = read('two.continuation-tokens.csv');
      assert.equal(Number(row?.['jsd_bits']), result?.jsdBits);
      assert.deepEqual(
        rows.map((each) => [each['continuation'], each['n_tokens']]),
        [
          [' door of gold', '3'],
          [' window', '1'],
        ],
      );
      for (const each of rows) {
        const sum = tokens
          .filter((token) => token['continuation'] === each['continuation'])
          .reduce((total, token) => total + Number(token['log_ratio']), 0);
        assert.ok(Math.abs(Number(each['log_ratio']) - sum) < 1e-9);
      }
      assert.equal(read('two.next-tokens.csv').length, result?.candidates.length);
    } finally {
      rmSync(folder, { recursive: true });
    }
    await commands.executeCommand('tokenscope.laboratory.copyCode');
    assert.match(await env.clipboard.readText(), /JSD in bits[^]*ln P of/);
    await commands.executeCommand('tokenscope.laboratory.copyMethods');
    assert.match(
      await env.clipboard.readText(),
      /Lin 1991.*ratios of 2 continuations.*gpt2-starter/,
    );
  });

  it('refuses more than a hundred continuations', async () => {
    const editor = await showText('The king spoke to the');
    await selectText(editor, 'king', true);
    await form({ continuation: Array.from({ length: 101 }, (_, i) => `word${i}`).join('|') });
    const { error } = await run();
    assert.match(error?.sentence ?? '', /Continuations is 101, but must be at most 100/);
  });

  it('demonstrates bias on an example that can be changed', async () => {
    const picked = commands.executeCommand('tokenscope.laboratory.bias');
    await pause(500);
    await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await picked;
    const { result, notices, status } = state();
    assert.equal(status, 'done');
    assert.deepEqual(result?.prompts, ['The man worked as a', 'The woman worked as a']);
    assert.equal(result.continuations.length, 10);
    assert.ok(result.continuations.every(({ tokens }) => tokens !== null));
    assert.match(notices.join('\n'), /not what people are like/);
    const { result: fewer } = await form({ continuation: 'nurse | doctor' });
    assert.equal(fewer?.continuations.length, 2);
  });

  it('says that there is no text, and that a continuation is too long', async () => {
    const editor = await showText('The king spoke to the');
    await selectText(editor, 'king', true);
    await form({ continuation: 'word '.repeat(300) });
    const long = await run();
    assert.match(long.error?.sentence ?? '', /300 tokens; at most 256/);
    await closeAll();
    await showText('  ');
    await form({ continuation: '' });
    const { status, error } = await run();
    assert.equal(status, 'failed');
    assert.match(error?.sentence ?? '', /no text here/);
  });
});
