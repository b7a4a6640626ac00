import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { commands, env, Position, Range, TextEditorRevealType, Uri, window } from 'vscode';
import type { Internals } from '../../../src/extension';
import { surprisalBits } from '../../../src/common/measures/causal';
import { tokenAt } from '../../../src/common/readings/textReading';
import type { ReadingResult } from '../../../src/host/laboratory/surprisal/readingResult';
import type { LabState } from '../../../src/common/protocol/views/laboratory/laboratory';
import type {
  SurprisalForm,
  SurprisalView,
} from '../../../src/common/protocol/views/laboratory/surprisal';
import { closeAll, selectText, showText, tokenscope } from '../support';

const plain: SurprisalForm = { unit: 'selection', start: 'token', colors: 'ranks' };

describe('reading with GPT-2', () => {
  let internals: Internals;

  before(async () => {
    ({ internals } = await tokenscope());
  });
  afterEach(closeAll);

  const session = () => internals.laboratory.session('surprisal');
  const state = () => session().state as LabState<SurprisalForm, SurprisalView>;
  /** All that was read, of which the view gets the summary only. */
  const whole = () => {
    const result = session().result as ReadingResult;
    const { length } = result.reading.known;
    const tokens = Array.from({ length }, (_, index) => tokenAt(result.reading, index));
    return { ...result, tokens };
  };
  const run = async (form: SurprisalForm = plain) => {
    if (JSON.stringify(state().form) !== JSON.stringify(form)) {
      await session().changeForm(form);
    }
    await commands.executeCommand('tokenscope.laboratory.surprisal');
    return state();
  };
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  const document = '🙂 First paragraph.\n\nThe keys to the cabinet are on the table.';

  it('reads the paragraph at the cursor; words and summary add up from the tokens', async () => {
    const editor = await showText(document);
    await selectText(editor, 'cabinet', true);
    const { result: view, status, notices, models } = await run();
    const result = whole();
    assert.equal(status, 'done');
    assert.equal(result.text, 'The keys to the cabinet are on the table.');
    assert.deepEqual([result.start, result.codePointStart], [21, 20]);
    const bits = result.tokens.map(({ logProb }) => surprisalBits(logProb ?? Number.NaN));
    assert.ok(Math.abs(sum([...result.words.bits]) - sum(bits)) < 1e-9);
    const { summary } = view!;
    assert.deepEqual([view?.read, view?.total, view?.words], [10, 10, 9]);
    assert.ok(Math.abs(summary.bits - sum(bits)) < 1e-9);
    assert.ok(Math.abs((summary.perplexity ?? 0) - 2 ** (sum(bits) / bits.length)) < 1e-6);
    assert.deepEqual([summary.codePoints, summary.bytes], [41, 41]);
    assert.equal(sum(summary.buckets), bits.length);
    assert.equal(sum(summary.histogram), bits.length);
    assert.match(notices.join(' '), /for teaching, not for publication/);
    assert.match(
      models[0]?.name ?? '',
      /^gpt2-starter \(trained for Tokenscope, not OpenAI's GPT-2\)/,
    );
  });

  it('reads the whole document when asked, also on the text of before', async () => {
    const editor = await showText(document);
    await selectText(editor, 'cabinet', true);
    await run();
    await session().changeForm({ ...plain, unit: 'document' });
    assert.equal(whole().text, document);
    assert.equal(state().result?.summary.codePoints, 61);
    assert.equal(state().result?.summary.bytes, 64);
  });

  it('colours each token, says in its hover what was expected, and marks what is pointed at', async () => {
    const editor = await showText('The keys to the cabinet are on the table.');
    await run();
    const { link } = internals.laboratory;
    link.front('surprisal');
    const { marks } = link.marks;
    assert.equal(marks.length, whole().tokens.length);
    assert.equal(editor.document.getText().slice(marks[1]?.start, marks[1]?.end), ' keys');
    assert.match(
      marks[1]?.hover.join('\n') ?? '',
      /^“ keys”: surprisal \d+\.\d bits, rank \d+; entropy before it \d+\.\d bits\nExpected: “.+” .+ %, “/,
    );
    const { milliseconds } = state();
    await session().changeForm({ ...plain, colors: 'bits' });
    assert.equal(state().milliseconds, milliseconds, 'other colours need no new reading');
    assert.notDeepEqual(
      link.marks.marks.map(({ color }) => color),
      marks.map(({ color }) => color),
    );
    const part = session().tool.part?.(session().result, session().input!, 4);
    assert.deepEqual(part, { start: 16, end: 23 });
  });

  it('gives the first token no value without a start token', async () => {
    await showText('The keys to the cabinet.');
    const { result, notices } = await run({ ...plain, start: 'none' });
    const { tokens, words } = whole();
    assert.equal(tokens[0]?.logProb, null);
    assert.deepEqual([words.bits[0], words.bitsBow[0]], [NaN, NaN]);
    assert.equal(result?.summary.scored, tokens.length - 1);
    assert.equal(result.summary.codePoints, 21);
    assert.match(notices.join(' '), /The first token has no value/);
  });

  it('reads a long document in windows, and says so', async () => {
    await showText('The rain in Spain stays mainly in the plain. '.repeat(80));
    const { notices } = await run({ ...plain, unit: 'document' });
    const { windows, stride, tokens } = whole();
    assert.ok(windows > 1);
    assert.equal(stride, 256);
    assert.ok(tokens.every(({ context }, index) => context >= Math.min(index + 1, 256)));
    assert.match(notices.join(' '), /in \d+ windows/);
  });

  describe('of a long document', function () {
    this.timeout(300_000);
    const line = 'The rain in Spain stays mainly in the plain, and the wind blew from the north.';
    const lines = Array.from({ length: 300 }, (_, number) => `${number} ${line}`);

    it('colours first what is seen; what was read when it is cancelled stays, and can be exported', async () => {
      const editor = await showText(lines.join('\n'));
      editor.revealRange(new Range(200, 0, 200, 0), TextEditorRevealType.AtTop);
      for (let wait = 0; wait < 250 && (editor.visibleRanges[0]?.start.line ?? 0) < 100; wait++) {
        await delay(20);
      }
      const [visible] = editor.visibleRanges;
      assert.ok(visible && visible.start.line > 100, `line ${visible?.start.line} is seen`);
      const start = editor.document.offsetAt(visible.start);
      const { link } = internals.laboratory;
      link.front('surprisal');
      const growing: SurprisalView[] = [];
      const marked: number[] = [];
      const listener = session().onDidChange(() => {
        if (state().growing && state().result) {
          growing.push(state().result!);
          marked.push(link.marks.marks.at(0)?.start ?? -1);
          if (growing.length === 3) session().cancel();
        }
      });
      const { status, result, notices } = await run({ ...plain, unit: 'document' });
      listener.dispose();
      assert.equal(status, 'done');
      assert.ok(growing[0]!.read < growing[1]!.read);
      assert.ok(Math.abs(marked[0]! - start) < 3_000, `${marked[0]} is not near ${start}`);
      const { read = 0, total = 0, words = 0 } = result ?? {};
      assert.ok(read >= growing[2]!.read && read < total, `${read} of ${total}`);
      assert.ok(words > 0);
      assert.match(notices.join(' '), new RegExp(`Cancelled: ${read} of the ${total} tokens`));
      const folder = mkdtempSync(join(tmpdir(), 'tokenscope-'));
      await commands.executeCommand(
        'tokenscope.laboratory.export',
        Uri.file(join(folder, 'part.csv')),
      );
      const rows = readFileSync(join(folder, 'part.csv'), 'utf8').trimEnd().split('\r\n');
      assert.equal(rows.length, 1 + read);
      rmSync(folder, { recursive: true });
    });

    it('goes on while the host stays free, and follows its text through edits', async () => {
      const text = lines.slice(0, 120).join('\n');
      const editor = await showText(text);
      let longest = 0;
      let last = performance.now();
      const timer = setInterval(() => {
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
      }, 1);
      const { status, result } = await run({ ...plain, unit: 'document' });
      clearInterval(timer);
      assert.equal(status, 'done');
      assert.ok((result?.total ?? 0) > 2_000, `${result?.total} tokens`);
      assert.equal(result?.read, result?.total);
      assert.equal(sum(result?.summary.histogram ?? []), result?.total);
      console.log(`      longest stretch of the host: ${longest.toFixed(0)} ms`);
      const { words } = whole();
      const last100 = words.starts.length - 100;
      await editor.edit((edit) => edit.insert(new Position(0, 0), 'New. '));
      const { link } = internals.laboratory;
      link.front('surprisal');
      await link.reveal('surprisal', last100);
      assert.equal(
        editor.document.getText(window.activeTextEditor?.selection),
        text.slice(words.starts[last100], words.ends[last100]),
      );
    });
  });

  it('says what is wrong with a text that is empty or too long', async () => {
    await showText('  \n ');
    assert.match((await run()).error?.sentence ?? '', /There is no text here/);
    await showText('word '.repeat(200_001));
    assert.match(
      (await run({ ...plain, unit: 'document' })).error?.sentence ?? '',
      /1000004 characters; at most 1000000/,
    );
    await showText('a '.repeat(210_000));
    assert.match(
      (await run({ ...plain, unit: 'document' })).error?.sentence ?? '',
      /tokens; at most 200000/,
    );
  });

  it('exports tokens and words, and copies the words, Python and a methods sentence', async () => {
    await showText('🙂 NA, she said.');
    await run();
    const folder = mkdtempSync(join(tmpdir(), 'tokenscope-'));
    const file = join(folder, 'read.csv');
    await commands.executeCommand('tokenscope.laboratory.export', Uri.file(file));
    const lines = readFileSync(file, 'utf8').trimEnd().split('\r\n');
    assert.equal(
      (lines[0] ?? '').replaceAll('"', ''),
      'run_id,doc_id,token_index,word_index,token,token_id,cp_start,cp_end,log_prob,surprisal_bits,rank,entropy_bits,p_max,top1,n_context',
    );
    assert.equal(lines.length, 1 + whole().tokens.length);
    const words = readFileSync(join(folder, 'read.words.csv'), 'utf8').trimEnd().split('\r\n');
    assert.equal(
      (words[0] ?? '').replaceAll('"', ''),
      'run_id,doc_id,word_index,word,cp_start,cp_end,n_tokens,surprisal_bits,surprisal_bits_bow,entropy_first_bits,rank_first,is_first',
    );
    assert.equal(words.length, 5);
    assert.match(words[2] ?? '', /"NA,",2,5,/);
    const provenance = readFileSync(join(folder, 'datapackage.json'), 'utf8');
    assert.match(provenance, /trained for Tokenscope, not OpenAI's GPT-2/);
    assert.match(provenance, /for teaching, not for publication/);
    rmSync(folder, { recursive: true });
    await commands.executeCommand('tokenscope.laboratory.copyCode');
    assert.match(await env.clipboard.readText(), /gpt2-starter is not on the hub/);
    await commands.executeCommand('tokenscope.laboratory.copyMethods');
    assert.match(await env.clipboard.readText(), /the surprisal .*Oh & Schuler 2024.*gpt2-starter/);
  });
});
