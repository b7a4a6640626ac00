import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands, env, Uri } from 'vscode';
import type { Internals } from '../../../src/extension';
import type { LabState } from '../../../src/common/protocol/views/laboratory/laboratory';
import type {
  AttentionForm,
  AttentionView,
} from '../../../src/common/protocol/views/laboratory/attention';
import { closeAll, selectAll, selectText, showText, tokenscope } from '../support';

describe('attention', () => {
  let internals: Internals;

  before(async () => {
    ({ internals } = await tokenscope());
  });
  afterEach(closeAll);

  const session = () => internals.laboratory.session('attention');
  const state = () => session().state as LabState<AttentionForm, AttentionView>;
  const run = async () => {
    await commands.executeCommand('tokenscope.laboratory.attention');
    return state();
  };
  const form = async (change: Partial<AttentionForm>) => {
    await session().changeForm({ ...state().form, ...change });
    return state();
  };

  it('reads the sentence at the cursor, masks a token and lets it go', async () => {
    const editor = await showText('It rained. The capital of France is Paris. We left.');
    await selectText(editor, 'capital', true);
    const { status, result, notices } = await run();
    assert.equal(status, 'done');
    assert.equal(result?.text, 'The capital of France is Paris.');
    assert.deepEqual(result.shape, { layers: 12, heads: 12, tokens: 9 });
    assert.deepEqual(notices, []);
    const masked = await form({ masked: { text: result.text, token: 6 } });
    assert.equal(masked.result?.masked, 6);
    assert.equal(masked.result.prediction?.masked.top[0]?.token, 'paris');
    const unmasked = await form({ masked: null });
    assert.equal(unmasked.result?.prediction, null);
  });

  it('reads gpt2-starter, and says that a long text is cut', async () => {
    const editor = await showText('We went home again. '.repeat(60));
    await selectAll(editor);
    const long = await run();
    assert.equal(long.result?.tokens.length, 128);
    assert.match(long.notices.join(' '), /128 tokens at most/);
    const causal = await form({ task: 'text-generation' });
    assert.deepEqual(causal.result?.shape, { layers: 6, heads: 4, tokens: 128 });
    await form({ task: 'fill-mask' });
  });

  it('keeps no weights in what is stored', async () => {
    await showText('Short text.');
    const { result } = await run();
    assert.ok(JSON.stringify(result).length < 2_000);
  });

  it('exports all weights, and copies Python', async () => {
    await showText('Birds sing.');
    await run();
    const folder = mkdtempSync(path.join(tmpdir(), 'tokenscope-attention-'));
    try {
      const file = path.join(folder, 'weights.csv');
      await commands.executeCommand('tokenscope.laboratory.export', Uri.file(file));
      const rows = readFileSync(file, 'utf8').trimEnd().split('\r\n');
      assert.equal(rows.length, 1 + 144 * 5 * 5);
      const described = readFileSync(path.join(folder, 'datapackage.json'), 'utf8');
      assert.match(described, /"\[CLS\]",\s*"birds",\s*"sing"/);
    } finally {
      rmSync(folder, { recursive: true });
    }
    await commands.executeCommand('tokenscope.laboratory.copyCode');
    assert.match(await env.clipboard.readText(), /attn_implementation="eager"/);
  });

  it('says that there is no text', async () => {
    await showText('   ');
    const { status, error } = await run();
    assert.equal(status, 'failed');
    assert.match(error?.sentence ?? '', /no text here/);
  });
});
