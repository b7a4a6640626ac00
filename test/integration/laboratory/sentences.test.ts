import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, env, Uri } from 'vscode';
import type { Internals } from '../../../src/extension';
import type { LabState } from '../../../src/common/protocol/views/laboratory/laboratory';
import {
  partOf,
  type SentencesForm,
  type SentencesView,
} from '../../../src/common/protocol/views/laboratory/sentences';
import { closeAll, selectAll, selectText, showText, tokenscope, until } from '../support';

const plain: SentencesForm = { kind: 'word_l2r', units: 'sentences', compare: 'none' };

describe('sentence scores', () => {
  let internals: Internals;

  before(async () => {
    ({ internals } = await tokenscope());
  });
  afterEach(closeAll);

  const session = () => internals.laboratory.session('sentences');
  const state = () => session().state as LabState<SentencesForm, SentencesView>;
  const run = async (form: SentencesForm = plain) => {
    if (JSON.stringify(state().form) !== JSON.stringify(form)) {
      await session().changeForm(form);
    }
    await commands.executeCommand('tokenscope.laboratory.sentences');
    return state();
  };
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

  it('scores the sentences of a paragraph; words add up to the sentence', async () => {
    const editor = await showText('🙂 It rained.\n\nThe traveler lost the souvenir. It rained.');
    await selectText(editor, 'traveler', true);
    const { result, status } = await run();
    assert.equal(status, 'done');
    assert.deepEqual(
      result?.sentences.map(({ text, start, codePointStart }) => [text, start, codePointStart]),
      [
        ['The traveler lost the souvenir.', 15, 14],
        ['It rained.', 47, 46],
      ],
    );
    for (const { words, pll, text, tokens, pseudoPerplexity } of result.sentences) {
      assert.ok(Math.abs(sum(words.map(({ bits }) => bits)) * Math.LN2 + pll) < 1e-9, text);
      assert.ok(Math.abs(Math.exp(-pll / tokens.length) - (pseudoPerplexity ?? 0)) < 1e-9);
    }
    const [first] = result.sentences;
    assert.equal(first?.words.at(-1)?.endToken, first?.tokens.length);
    assert.equal(first?.text.slice(first.words[4]?.start, first.words[4]?.end), 'souvenir.');
  });

  it('colours each word, says in its hover what was expected, and marks what is pointed at', async () => {
    const editor = await showText('The keys to the cabinet are on the table.');
    await run();
    const { link } = internals.laboratory;
    const marks = link.marks.marks;
    assert.deepEqual(
      marks.map(({ start, end }) => editor.document.getText().slice(start, end)),
      ['The', 'keys', 'to', 'the', 'cabinet', 'are', 'on', 'the', 'table.'],
    );
    const cabinet = marks[4];
    assert.equal(cabinet?.color, 'tokenscope.pseudoSurprisal.level4');
    assert.match(cabinet.hover[0] ?? '', /^cabinet: 1\d\.\d bits of pseudo-surprisal$/);
    assert.match(cabinet.hover[1] ?? '', /BERT expected (\S+ [\d.<]+ %(, )?){5}/u);
    assert.match(marks[8]?.hover[1] ?? '', /^table: /);
    const { sentences } = state().result ?? { sentences: [] };
    const { tool, input } = session();
    assert.ok(input);
    assert.deepEqual(tool.part?.(state().result, input, partOf(sentences, 0, 4)), {
      start: 16,
      end: 23,
    });
    session().showColors(false);
    assert.deepEqual(link.marks.marks, []);
    session().showColors(true);
  });

  it('compares minimal pairs: differences by word add up, and the better one wins', async () => {
    const editor = await showText(
      'The keys to the cabinet are on the table.\nThe keys to the cabinet is on the table.\n',
    );
    await selectAll(editor);
    const { result, notices } = await run({ ...plain, compare: 'pairs' });
    const [pair] = result?.pairs ?? [];
    assert.ok(pair);
    assert.ok(pair.difference > 1, `${pair.difference}`);
    assert.ok(
      Math.abs(sum(pair.words.map(({ difference }) => difference)) - pair.difference) < 1e-9,
    );
    assert.deepEqual(
      pair.words.filter(({ same }) => !same).map(({ first, second }) => [first, second]),
      [
        [
          [5, 6],
          [5, 6],
        ],
      ],
    );
    assert.equal(pair.shared.length, 9);
    assert.match(notices.join(' '), /Blodgett et al\. 2021/);
    await commands.executeCommand('tokenscope.laboratory.copyCode');
    const code = await env.clipboard.readText();
    assert.match(code, /MaskedLMScorer\("bert-base-uncased"/);
    assert.match(code, /PLL_metric="within_word_l2r"/);
    assert.match(code, /PLL_metric="original"/);
    await commands.executeCommand('tokenscope.laboratory.copyMethods');
    assert.match(await env.clipboard.readText(), /Kauf & Ivanova 2023.*Nangia et al\. 2020/);
  });

  it('takes lines as texts, and scores again when the form changes', async () => {
    const editor = await showText('the cat sat\n\n  the mat lay\n');
    await selectAll(editor);
    const byLine = await run({ ...plain, units: 'lines' });
    assert.deepEqual(
      byLine.result?.sentences.map(({ text, start }) => [text, start]),
      [
        ['the cat sat', 0],
        ['the mat lay', 15],
      ],
    );
    await session().changeForm(plain);
    assert.deepEqual(
      state().result?.sentences.map(({ text }) => text),
      ['the cat sat\n\n  the mat lay'],
    );
  });

  it('exports a row for each token, in code points', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tokenscope-scores-'));
    try {
      const editor = await showText('🙂 So: it rained. It poured.');
      await selectText(editor, 'it rained. It poured.');
      await run({ ...plain, compare: 'pairs' });
      const file = join(folder, 'rows.json');
      await commands.executeCommand('tokenscope.laboratory.export', Uri.file(file));
      const { rows } = JSON.parse(readFileSync(file, 'utf8')) as {
        rows: Record<string, string | number | boolean | null>[];
      };
      assert.deepEqual(
        rows.map(({ token, cp_start, cp_end, word_index, sentence_index, shared }) => [
          ...[token, cp_start, cp_end, word_index, sentence_index, shared],
        ]),
        [
          ['it', 6, 8, 0, 0, true],
          ['rained', 9, 15, 1, 0, false],
          ['.', 15, 16, 1, 0, true],
          ['it', 17, 19, 0, 1, true],
          ['poured', 20, 26, 1, 1, false],
          ['.', 26, 27, 1, 1, true],
        ],
      );
      for (const { log_prob, pseudo_surprisal_bits, p_max, log_prob_alone, shared } of rows) {
        assert.ok(
          Math.abs(Number(log_prob) + Number(pseudo_surprisal_bits) * Math.LN2) < 1e-9,
          `${log_prob}`,
        );
        assert.ok(Number(p_max) >= Math.exp(Number(log_prob)) - 1e-9);
        assert.equal(log_prob_alone !== null, shared);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('says what pairs need', async () => {
    const editor = await showText('One is here. Two is here. Three is here.');
    await selectAll(editor);
    const odd = await run({ ...plain, compare: 'pairs' });
    assert.match(odd.error?.sentence ?? '', /even number of texts.*3 are selected/);
    const alone = await showText('One is here.');
    await selectAll(alone);
    const { error } = await run({ ...plain, compare: 'pairs' });
    assert.match(error?.sentence ?? '', /Two sentences are needed/);
  });

  it('says that unknown text and special tokens are in it, and that there is nothing to score', async () => {
    await showText('A 𓀀 sign and a [MASK].');
    const { notices } = await run();
    assert.match(notices.join(' '), /scored as \[UNK\]: 1/);
    assert.match(notices.join(' '), /Special tokens in the text, which are not scored: 1/);
    await showText('  \n');
    const { error } = await run();
    assert.match(error?.sentence ?? '', /no text/i);
  });

  it('is cancelled, or loses its process, in mid-run: what was shown stays, and it works again', async () => {
    await showText('It rained.');
    await run();
    const shown = state().result;
    const editor = await showText('The keys to the cabinet are on the table. '.repeat(40));
    await selectAll(editor);
    const begin = async () => {
      const running = commands.executeCommand('tokenscope.laboratory.sentences');
      await until('a share of the run', () => (state().share ?? 0) > 0);
      return { running };
    };
    const cancelled = await begin();
    session().cancel();
    await cancelled.running;
    assert.equal(state().status, 'done');
    assert.deepEqual(state().result, shown);
    const killed = await begin();
    process.kill(internals.modelProcess.pid ?? 0, 'SIGKILL');
    await killed.running;
    assert.equal(state().status, 'failed');
    assert.match(state().error?.sentence ?? '', /process ended .* run again/);
    assert.deepEqual(state().result, shown);
    await selectText(editor, 'The keys to the cabinet are on the table.');
    const { status, result } = await run();
    assert.equal(status, 'done');
    assert.equal(result?.sentences.length, 1);
  });
});
