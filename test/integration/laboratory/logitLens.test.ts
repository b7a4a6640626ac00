import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { commands, env, Uri } from 'vscode';
import type { Internals } from '../../../src/extension';
import type { LabState } from '../../../src/common/protocol/views/laboratory/laboratory';
import type {
  LogitLensForm,
  LogitLensView,
} from '../../../src/common/protocol/views/laboratory/logitLens';
import { closeAll, select, selectText, showText, tokenscope } from '../support';

describe('logit lens in the laboratory', () => {
  let internals: Internals;

  before(async () => {
    ({ internals } = await tokenscope());
  });
  afterEach(async () => {
    await session().changeForm({ scope: 'sentence' });
    await closeAll();
  });

  const session = () => internals.laboratory.session('logitLens');
  const state = () => session().state as LabState<LogitLensForm, LogitLensView>;
  const run = async () => {
    await commands.executeCommand('tokenscope.laboratory.logitLens');
    return state();
  };
  const tokens = () =>
    state()
      .result?.positions.slice(1)
      .map(({ token }) => token);

  it('reads the sentence up to the cursor, or the paragraph', async () => {
    const editor = await showText('It was late. The capital of France is Paris. We left.');
    await selectText(editor, 'France', true);
    const { status, result, notices, models } = await run();
    assert.equal(status, 'done');
    assert.equal(result?.text, 'The capital of France');
    assert.deepEqual(tokens(), ['The', 'Ġcapital', 'Ġof', 'ĠFrance']);
    assert.equal(result.cells.length, 6);
    assert.equal(result.tokens[result.positions.at(-1)?.next ?? 0]?.text, ' is');
    assert.match(notices.join(' '), /not what the model computes/);
    assert.match(models[0]?.name ?? '', /gpt2-starter/);
    assert.deepEqual(session().tool.part?.(result, session().input!, 4), { start: 27, end: 34 });
    await session().changeForm({ scope: 'paragraph' });
    assert.deepEqual(tokens()?.slice(0, 3), ['It', 'Ġwas', 'Ġlate']);
    assert.equal(tokens()?.at(-1), 'ĠFrance');
  });

  it('reads a selection to its end, and says that a long text is cut', async () => {
    const editor = await showText('We went home again. '.repeat(60) + 'Then we slept.');
    await select(editor, 0, editor.document.getText().indexOf(' slept'));
    const { result, notices } = await run();
    assert.equal(result?.positions.length, 128);
    assert.equal(tokens()?.at(-1), 'Ġwe');
    assert.match(notices.join(' '), /128 tokens at most/);
    assert.equal(result.tokens[result.positions.at(-1)?.next ?? 0]?.text, ' slept');
  });

  it('exports a row for each layer and position, and copies Python and a methods sentence', async () => {
    const editor = await showText('Birds sing.');
    await selectText(editor, 'sing', true);
    const { result } = await run();
    const folder = mkdtempSync(path.join(tmpdir(), 'tokenscope-lens-'));
    try {
      const file = path.join(folder, 'lens.csv');
      await commands.executeCommand('tokenscope.laboratory.export', Uri.file(file));
      const rows = parse<Record<string, string>>(readFileSync(file), { columns: true });
      const positions = result?.positions.length ?? 0;
      assert.equal(rows.length, 6 * positions);
      const last = rows.at(-1)!;
      const cell = result?.cells[5]?.[positions - 1];
      assert.equal(last['layer'], '5');
      assert.equal(last['token'], 'Ġsing');
      assert.equal(last['next_token'], '.');
      assert.equal(Number(last['p_top1']), Math.exp(cell?.logProbs[0] ?? 0));
      assert.equal(Number(last['log_prob_next']), cell?.next?.logProb);
      assert.equal(Number(last['rank_next']), cell?.next?.rank);
      assert.equal(Number(last['entropy_bits']), cell?.entropyBits);
    } finally {
      rmSync(folder, { recursive: true });
    }
    await commands.executeCommand('tokenscope.laboratory.copyCode');
    assert.match(await env.clipboard.readText(), /session\.run\(\["layer_logits", "attentions"\]/);
    await commands.executeCommand('tokenscope.laboratory.copyMethods');
    assert.match(await env.clipboard.readText(), /nostalgebraist 2020.*gpt2-starter/);
  });

  it('says that there is no text', async () => {
    await showText('  ');
    const { status, error } = await run();
    assert.equal(status, 'failed');
    assert.match(error?.sentence ?? '', /no text here/);
  });
});
