import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { commands, env, Uri } from 'vscode';
import { rejectsWith, selectAll, showText, until } from '../support';
import { useFillMask, words } from './useFillMask';

describe('runs of fill mask', () => {
  const { internals, fill } = useFillMask();

  it('keeps the last result with its own source when a later run is cancelled or deleted', async () => {
    await showText('The capital of France is [MASK].');
    const first = await fill();
    await showText('Rome is the [MASK] of Italy.');
    const running = commands.executeCommand('tokenscope.fillMask.fill');
    await until('the run', () => internals().fillMask.state.status === 'running');
    internals().fillMask.cancel();
    await running;
    if (internals().fillMask.state.source === first.source) {
      assert.deepEqual(words(internals().fillMask.state), words(first));
    }
    const again = commands.executeCommand('tokenscope.fillMask.fill');
    await until('the run', () => internals().fillMask.state.status === 'running');
    await commands.executeCommand('tokenscope.deleteStoredText');
    await again;
    assert.deepEqual(internals().fillMask.state.text, []);
    assert.equal(internals().fillMask.state.source, null);
  });

  it('shows a result of an earlier window, which takes no candidate', async () => {
    await showText('The capital of France is [MASK].');
    assert.equal((await fill()).restored, false);
    const { kept } = internals().fillMask;
    internals().fillMask.clear();
    internals().fillMask.restore(kept);
    const { state } = internals().fillMask;
    assert.equal(state.restored, true);
    assert.match(state.notices.join(' '), /earlier run or window.*Run Again/);
    await rejectsWith(internals().fillMask.edits.apply(0, 0), 'ResultRestored');
    assert.equal((await fill()).restored, false);
  });

  it('keeps what was shown for a window that is reloaded while a run is under way', async () => {
    await showText('The capital of France is [MASK].');
    await fill();
    const running = internals().fillMask.rerun(7);
    assert.equal(internals().fillMask.state.status, 'running');
    const { kept } = internals().fillMask;
    await running;
    internals().fillMask.clear();
    internals().fillMask.restore(kept);
    assert.equal(internals().fillMask.state.restored, true);
    assert.equal(words(internals().fillMask.state)[0], 'paris');
  });

  it('keeps its runs: shows an earlier one again, and pins one to compare', async () => {
    await showText('The capital of France is [MASK].');
    const { run } = await fill();
    await showText('The capital of Italy is [MASK].');
    await fill();
    internals().fillMask.pin(run);
    const { pinned, history } = internals().fillMask.state;
    assert.equal(pinned?.masks[0]?.candidates[0]?.text, 'paris');
    assert.equal(words(internals().fillMask.state)[0], 'rome');
    assert.ok(history.length >= 2);
    internals().fillMask.showRun(run ?? 0);
    assert.equal(words(internals().fillMask.state)[0], 'paris');
    await rejectsWith(internals().fillMask.edits.apply(0, 0), 'ResultRestored');
    internals().fillMask.pin(null);
    assert.equal(internals().fillMask.state.pinned, null);
  });

  it('is exported with provenance, and copied as Python and as a methods sentence', async () => {
    const editor = await showText('The [MASK] barked at the [MASK].');
    await selectAll(editor);
    await fill();
    await internals().fillMask.fillTogether(4);
    const folder = mkdtempSync(path.join(tmpdir(), 'tokenscope-candidates-'));
    try {
      await commands.executeCommand(
        'tokenscope.fillMask.export',
        Uri.file(path.join(folder, 'dogs.csv')),
      );
      const read = (name: string) =>
        parse<Record<string, string>>(readFileSync(path.join(folder, name)), { columns: true });
      const rows = read('dogs.csv');
      assert.equal(rows.length, 20);
      const first = internals().fillMask.state.masks[0]?.candidates[0];
      assert.equal(rows[0]?.['target'], first?.text);
      assert.equal(Number(rows[0]?.['log_prob']), first?.logProb);
      assert.equal(rows[0]?.['sentence'], 'The [MASK] barked at the [MASK].');
      const fillings = read('dogs.fillings.csv');
      assert.deepEqual(
        fillings.map((row) => Number(row['pll'])),
        internals().fillMask.state.together?.fillings.map(({ pll }) => pll),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    await commands.executeCommand('tokenscope.fillMask.copyCode');
    assert.match(await env.clipboard.readText(), /text = "The \[MASK\] barked at the \[MASK\]\."/);
    await commands.executeCommand('tokenscope.fillMask.copyMethods');
    assert.match(
      await env.clipboard.readText(),
      /beam search of width 4.*bert-base-uncased \(revision [\da-f]{12}, precision q4\).*threads?\)/,
    );
  });
});
