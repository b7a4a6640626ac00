import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { commands, env, Position, Uri, window, type TextEditor } from 'vscode';
import type { Internals } from '../../src/extension';
import type { FillMaskState } from '../../src/common/protocol/views/fillMask';
import { quickest } from '../support/quickest';
import {
  closeAll,
  rejectsWith,
  select,
  selectAll,
  selectText,
  showText,
  showUntitled,
  tokenscope,
  until,
  withSetting,
} from './support';

describe('fill mask', () => {
  let internals: Internals;

  before(async () => {
    ({ internals } = await tokenscope());
  });
  afterEach(closeAll);

  const fill = async (command = 'tokenscope.fillMask.fill'): Promise<FillMaskState> => {
    await commands.executeCommand(command);
    return internals.fillMask.state;
  };
  const words = ({ masks }: FillMaskState, mask = 0): string[] =>
    (masks[mask]?.candidates ?? []).map(({ text }) => text);
  const document = (editor: TextEditor): string => editor.document.getText();

  it('finds paris for “The capital of France is [MASK].”', async () => {
    const editor = await showText('It rains. The capital of France is [MASK]. Why?');
    await selectText(editor, 'capital', true);
    const state = await fill();
    assert.equal(state.status, 'done');
    assert.equal(words(state)[0], 'paris');
    assert.ok(Math.abs((state.masks[0]?.candidates[0]?.probability ?? 0) - 0.41) <= 0.03);
    assert.equal(words(state).length, 10);
    assert.deepEqual(
      state.text.map((piece) => (piece.kind === 'text' ? piece.text : piece.label)),
      ['The capital of France is ', '[MASK]', '.'],
    );
    assert.equal(state.model?.precision, 'q4');
  });

  it('reads the selection, with several masks in one pass', async () => {
    const editor = await showText('The [MASK] of France is [MASK].\n\nMore.');
    await selectText(editor, 'The [MASK] of France is [MASK].');
    const state = await fill();
    assert.equal(state.masks.length, 2);
    assert.match(state.notices.join(' '), /independent/);
  });

  it('takes the nearest mask of the line when the cursor’s sentence has none', async () => {
    const editor = await showText('No gap here. The capital of France is [MASK].');
    await selectText(editor, 'gap', true);
    assert.equal(words(await fill())[0], 'paris');
  });

  it('masks the word at the cursor without editing, and scores the hidden word', async () => {
    const editor = await showText('The capital of France is Paris.');
    await selectText(editor, 'Paris', true);
    const state = await fill('tokenscope.fillMask.maskWord');
    assert.equal(document(editor), 'The capital of France is Paris.');
    assert.equal(words(state)[0], 'paris');
    const original = state.masks[0]?.original;
    assert.equal(original?.rank, 1);
    assert.equal(original.ids.length, 1);
  });

  it('says so when the hidden word has several pieces or is not in the vocabulary', async () => {
    const editor = await showText('This is unbelievably good. An 🦩 here.');
    await selectText(editor, 'unbelievably', true);
    const state = await fill('tokenscope.fillMask.maskWord');
    assert.equal(state.masks[0]?.original?.probability, null);
    assert.match(state.notices.join(' '), /is \d tokens/);
    await selectText(editor, '🦩');
    const unknown = await fill('tokenscope.fillMask.maskWord');
    assert.equal(unknown.masks[0]?.original?.probability, null);
    assert.match(unknown.notices.join(' '), /not in the vocabulary/);
  });

  it('puts a candidate into the document as one undo step, and another after it', async () => {
    const editor = await showText('The capital of France is [MASK].');
    const state = await fill();
    const second = words(state)[1] ?? '';
    await internals.fillMask.edits.apply(0, 0);
    assert.equal(document(editor), 'The capital of France is paris.');
    assert.equal(internals.fillMask.state.masks[0]?.applied, 0);
    await internals.fillMask.edits.apply(0, 1);
    assert.equal(document(editor), `The capital of France is ${second}.`);
    await commands.executeCommand('undo');
    await commands.executeCommand('undo');
    assert.equal(document(editor), 'The capital of France is [MASK].');
    await internals.fillMask.edits.apply(0, 0);
    assert.equal(document(editor), 'The capital of France is paris.');
  });

  it('follows edits elsewhere, and refuses when the text there changed', async () => {
    const editor = await showText('The capital of France is [MASK].');
    await fill();
    await editor.edit((edit) => edit.insert(new Position(0, 0), 'Yes! '));
    await internals.fillMask.edits.apply(0, 0);
    assert.equal(document(editor), 'Yes! The capital of France is paris.');
    await commands.executeCommand('undo');
    const mask = document(editor).indexOf('MASK');
    await editor.edit((edit) => edit.insert(editor.document.positionAt(mask), 'X'));
    await rejectsWith(internals.fillMask.edits.apply(0, 0), 'DocumentChanged');
    assert.match(document(editor), /\[XMASK\]/);
  });

  it('keeps the last result with its own source when a later run is cancelled or deleted', async () => {
    await showText('The capital of France is [MASK].');
    const first = await fill();
    await showText('Rome is the [MASK] of Italy.');
    const running = commands.executeCommand('tokenscope.fillMask.fill');
    await until('the run', () => internals.fillMask.state.status === 'running');
    internals.fillMask.cancel();
    await running;
    if (internals.fillMask.state.source === first.source) {
      assert.deepEqual(words(internals.fillMask.state), words(first));
    }
    const again = commands.executeCommand('tokenscope.fillMask.fill');
    await until('the run', () => internals.fillMask.state.status === 'running');
    await commands.executeCommand('tokenscope.deleteStoredText');
    await again;
    assert.deepEqual(internals.fillMask.state.text, []);
    assert.equal(internals.fillMask.state.source, null);
  });

  it('refuses when the document is closed', async () => {
    await showUntitled('The capital of France is [MASK].');
    await fill();
    await closeAll();
    await rejectsWith(internals.fillMask.edits.apply(0, 0), 'DocumentGone');
  });

  it('shows special tokens, and refuses to put them into the document', async () => {
    const editor = await showText('☃ [MASK] ☃');
    await selectAll(editor);
    const { masks, notices } = await withSetting('tokenscope.fillMask.topK', 50, () => fill());
    const candidates = masks[0]?.candidates ?? [];
    const unknown = candidates.findIndex(({ token }) => token === '[UNK]');
    assert.ok(unknown >= 0 && (candidates[unknown]?.probability ?? 0) > 0);
    assert.deepEqual(
      candidates.filter(({ special }) => special).map(({ token }) => token),
      ['[UNK]'],
    );
    await rejectsWith(internals.fillMask.edits.apply(0, unknown), 'SpecialToken');
    assert.equal(document(editor), '☃ [MASK] ☃');
    assert.match(notices.join(' '), /not in the vocabulary.*in 2 of 5 tokens/);
  });

  it('reads the filled text when it runs again after one of two masks was filled', async () => {
    const editor = await showText('The [MASK] of France is [MASK].');
    await selectAll(editor);
    await fill();
    assert.doesNotMatch(internals.fillMask.state.notices.join(' '), /Run Again/);
    await internals.fillMask.edits.apply(0, 0);
    const filled = document(editor);
    assert.match(internals.fillMask.state.notices.join(' '), /Run Again/);
    await internals.fillMask.edits.apply(1, 0);
    assert.doesNotMatch(internals.fillMask.state.notices.join(' '), /Run Again/);
    await commands.executeCommand('undo');
    await internals.fillMask.rerun(10);
    const again = internals.fillMask.state;
    assert.equal(again.masks.length, 1);
    assert.deepEqual(
      again.text.map((piece) => (piece.kind === 'text' ? piece.text : piece.label)).join(''),
      filled,
    );
    await selectAll(editor);
    const fresh = await fill();
    assert.deepEqual(again.masks, fresh.masks);
    await internals.fillMask.rerun(10);
    await internals.fillMask.edits.apply(0, 0);
    assert.doesNotMatch(document(editor), /MASK/);
  });

  it('shows a result of an earlier window, which takes no candidate', async () => {
    await showText('The capital of France is [MASK].');
    assert.equal((await fill()).restored, false);
    const { kept } = internals.fillMask;
    internals.fillMask.clear();
    internals.fillMask.restore(kept);
    const { state } = internals.fillMask;
    assert.equal(state.restored, true);
    assert.match(state.notices.join(' '), /earlier run or window.*Run Again/);
    await rejectsWith(internals.fillMask.edits.apply(0, 0), 'ResultRestored');
    assert.equal((await fill()).restored, false);
  });

  it('keeps what was shown for a window that is reloaded while a run is under way', async () => {
    await showText('The capital of France is [MASK].');
    await fill();
    const running = internals.fillMask.rerun(7);
    assert.equal(internals.fillMask.state.status, 'running');
    const { kept } = internals.fillMask;
    await running;
    internals.fillMask.clear();
    internals.fillMask.restore(kept);
    assert.equal(internals.fillMask.state.restored, true);
    assert.equal(words(internals.fillMask.state)[0], 'paris');
  });

  it('runs again when the number of candidates is changed', async () => {
    await showText('The capital of France is [MASK].');
    await fill();
    await withSetting('tokenscope.fillMask.topK', 3, () =>
      until('three candidates', () => words(internals.fillMask.state).length === 3),
    );
    await until('ten candidates', () => words(internals.fillMask.state).length === 10);
  });

  describe('several masks together', () => {
    const together = () => internals.fillMask.state.together;
    const text = 'The [MASK] barked at the [MASK] all night.';

    it('fills them by beam search, shows three scores, and puts a filling in as one undo step', async () => {
      const editor = await showText(text);
      await fill('tokenscope.fillMask.fillTogether');
      const { fillings = [], beamWidth } = together() ?? {};
      assert.equal(fillings.length, beamWidth);
      const [best] = fillings;
      assert.ok(best && best.pll >= (fillings[1]?.pll ?? 0));
      assert.deepEqual(best.order.toSorted(), [0, 1]);
      await internals.fillMask.edits.applyFilling(0);
      const [first = '', second = ''] = best.texts;
      assert.equal(document(editor), `The ${first} barked at the ${second} all night.`);
      assert.equal(together()?.applied, 0);
      await commands.executeCommand('undo');
      assert.equal(document(editor), text);
    });

    it('previews a candidate and a filling in the editor without editing', async () => {
      const editor = await showText(text);
      await fill('tokenscope.fillMask.fillTogether');
      const shown = () =>
        internals.fillMask.edits.previewed.map(
          ({ range, renderOptions }) =>
            [editor.document.offsetAt(range.start), renderOptions?.before?.contentText] as const,
        );
      internals.fillMask.edits.preview({ mask: 1, candidate: 0 });
      assert.deepEqual(shown(), [[25, words(internals.fillMask.state, 1)[0]]]);
      internals.fillMask.edits.preview({ filling: 1 });
      assert.deepEqual(
        shown().map(([, word]) => word),
        together()?.fillings[1]?.texts,
      );
      internals.fillMask.edits.preview(null);
      assert.deepEqual(shown(), []);
      assert.equal(document(editor), text);
    });

    it('goes on from what was filled meanwhile', async () => {
      const editor = await showText(text);
      await fill();
      await internals.fillMask.edits.apply(0, 0);
      const [word = ''] = words(internals.fillMask.state, 0);
      await internals.fillMask.fillTogether(3);
      assert.ok(together()?.fillings.every(({ texts }) => texts.length === 1));
      assert.ok(document(editor).startsWith(`The ${word} barked`));
    });

    it('says how many masks are too many', async () => {
      await showText('[MASK] '.repeat(30));
      await selectAll(window.activeTextEditor!);
      await fill('tokenscope.fillMask.fillTogether');
      assert.match(
        internals.fillMask.state.error?.sentence ?? '',
        /There are 30 masks here; at most 20/,
      );
    });
  });

  it('filters candidates, whose ranks stay those of the whole vocabulary', async () => {
    await showText('It turned out that she had forgotten to bring the [MASK]');
    const all = await fill();
    assert.match(words(all)[0] ?? '', /^\W$/);
    const filter = { wholeWords: true, noPunctuation: true, words: ['book', 'letter'] };
    internals.fillMask.setFilter(filter);
    try {
      const filtered = await fill();
      assert.deepEqual(words(filtered).toSorted(), ['book', 'letter']);
      assert.ok((filtered.masks[0]?.candidates[0]?.rank ?? 0) > 1);
    } finally {
      internals.fillMask.setFilter({ wholeWords: false, noPunctuation: false, words: null });
    }
  });

  it('keeps its runs: shows an earlier one again, and pins one to compare', async () => {
    await showText('The capital of France is [MASK].');
    const { run } = await fill();
    await showText('The capital of Italy is [MASK].');
    await fill();
    internals.fillMask.pin(run);
    const { pinned, history } = internals.fillMask.state;
    assert.equal(pinned?.masks[0]?.candidates[0]?.text, 'paris');
    assert.equal(words(internals.fillMask.state)[0], 'rome');
    assert.ok(history.length >= 2);
    internals.fillMask.showRun(run ?? 0);
    assert.equal(words(internals.fillMask.state)[0], 'paris');
    await rejectsWith(internals.fillMask.edits.apply(0, 0), 'ResultRestored');
    internals.fillMask.pin(null);
    assert.equal(internals.fillMask.state.pinned, null);
  });

  it('is exported with provenance, and copied as Python and as a methods sentence', async () => {
    const editor = await showText('The [MASK] barked at the [MASK].');
    await selectAll(editor);
    await fill();
    await internals.fillMask.fillTogether(4);
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
      const first = internals.fillMask.state.masks[0]?.candidates[0];
      assert.equal(rows[0]?.['target'], first?.text);
      assert.equal(Number(rows[0]?.['log_prob']), first?.logProb);
      assert.equal(rows[0]?.['sentence'], 'The [MASK] barked at the [MASK].');
      const fillings = read('dogs.fillings.csv');
      assert.deepEqual(
        fillings.map((row) => Number(row['pll'])),
        internals.fillMask.state.together?.fillings.map(({ pll }) => pll),
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

  describe('with bad input', () => {
    const sentence = async (content: string, command?: string): Promise<string> => {
      const editor = await showText(content);
      const before = document(editor);
      await selectAll(editor);
      await commands.executeCommand(command ?? 'tokenscope.fillMask.fill');
      const { error } = internals.fillMask.state;
      assert.equal(document(editor), before);
      return error?.sentence ?? '';
    };

    it('keeps the last result and needs a mask, a word, some text', async () => {
      const editor = await showText('The capital of France is [MASK].');
      await fill();
      const before = internals.fillMask.state;
      await select(editor, 0, 3);
      for (const content of ['', '   \n ', 'no mask at all']) {
        await sentence(content);
        assert.equal(internals.fillMask.state, before);
      }
      await selectText(await showText('... !'), '... !', true);
      await fill('tokenscope.fillMask.maskWord');
      assert.equal(internals.fillMask.state, before);
    });

    it('reads 600 masks around the first one, and says so', async () => {
      await sentence('[MASK] '.repeat(600));
      const { masks, notices, status } = internals.fillMask.state;
      assert.equal(status, 'done');
      assert.ok(masks.length > 300 && masks.length <= 510, `${masks.length} masks`);
      assert.match(notices.join(' '), /of 600 masks/);
    });

    it('cuts a text of more than 512 tokens around the mask, and says so', async () => {
      await sentence(
        `${'word '.repeat(900)}The capital of France is [MASK]. ${'word '.repeat(900)}`,
      );
      const { masks, notices, tokens } = internals.fillMask.state;
      assert.equal(masks.length, 1);
      assert.equal(tokens, 512);
      assert.match(notices.join(' '), /too long/);
    });

    it('takes lone surrogates, emoji, right-to-left text, CRLF and tabs', async () => {
      await sentence('\ud800 👩‍👩‍👧‍👦 שלום e\u0301\r\n\tThe capital of France is [MASK].');
      assert.equal(internals.fillMask.state.status, 'done');
    });

    it('tells when the model process is killed in mid-run, and works again after', async () => {
      await showText('The capital of France is [MASK].');
      await fill();
      const { pid } = internals.modelProcess;
      const run = commands.executeCommand('tokenscope.fillMask.fill');
      await until('the run', () => internals.fillMask.state.status === 'running');
      process.kill(pid ?? 0, 'SIGKILL');
      await run;
      const { status, error } = internals.fillMask.state;
      if (status === 'failed') {
        assert.match(error?.sentence ?? '', /model process ended/);
      }
      assert.equal(words(await fill())[0], 'paris');
    });

    it('settles a cancelled run at once and keeps what was shown', async () => {
      await showText('The capital of France is [MASK].');
      await fill();
      const milliseconds = await quickest(async () => {
        internals.modelProcess.restart();
        const run = commands.executeCommand('tokenscope.fillMask.fill');
        await until('the run', () => internals.fillMask.state.status === 'running');
        const from = performance.now();
        await commands.executeCommand('tokenscope.cancel');
        await run;
        return performance.now() - from;
      });
      assert.ok(milliseconds < 200, `${milliseconds} ms`);
      assert.equal(internals.fillMask.state.status, 'done');
      assert.equal(words(internals.fillMask.state)[0], 'paris');
      assert.ok(window.activeTextEditor);
    });
  });
});
