import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands, env, Uri } from 'vscode';
import type { Internals } from '../../../src/extension';
import type { ClozeForm, ClozeView } from '../../../src/common/protocol/views/laboratory/cloze';
import type { LabState } from '../../../src/common/protocol/views/laboratory/laboratory';
import { closeAll, selectText, showText, tokenscope } from '../support';

const text = [
  '# 😀 The evening news',
  '',
  'The striker scored twice in the final match. The senator lost the vote in parliament.',
  '',
  'The goalkeeper was injured in the second half.',
].join('\n');

describe('cloze labels', () => {
  let internals: Internals;
  let folder: string;
  let first: ClozeForm;

  before(async () => {
    ({ internals } = await tokenscope());
    folder = mkdtempSync(path.join(tmpdir(), 'tokenscope-cloze-'));
    first = state().form;
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(async () => {
    await closeAll();
    await session().changeForm(first);
  });

  const session = () => internals.laboratory.session('cloze');
  const state = () => session().state as LabState<ClozeForm, ClozeView>;
  const run = async (form: Partial<ClozeForm> = {}) => {
    await session().changeForm({ ...first, labels: 'sports: sports, football; politics', ...form });
    await commands.executeCommand('tokenscope.laboratory.topic');
    return state();
  };

  it('labels the sentences of the paragraph, as what it is', async () => {
    const editor = await showText(text);
    await selectText(editor, 'striker', true);
    const { status, result, notices } = await run();
    assert.equal(status, 'done');
    assert.deepEqual(
      result?.sentences.map(({ best }) => result.labels[best]),
      ['sports', 'politics'],
    );
    assert.deepEqual(result.counts, [1, 1]);
    for (const { text: sentence, start, end, cpStart, cpEnd } of result.sentences) {
      assert.equal(text.slice(start, end), sentence);
      assert.equal(Array.from(text).slice(cpStart, cpEnd).join(''), sentence);
    }
    assert.match(notices.join(' '), /Zero-shot.* not by a classifier/);
  });

  it('labels the whole document, headings apart, and the paragraph again', async () => {
    const editor = await showText(text);
    await selectText(editor, 'striker', true);
    const { result } = await run({ unit: 'document' });
    assert.deepEqual(
      result?.sentences.map(({ text: sentence }) => sentence.slice(0, 14)),
      ['# 😀 The evenin', 'The striker sc', 'The senator lo', 'The goalkeeper'].map((start) =>
        start.slice(0, 14),
      ),
    );
    await session().changeForm({ ...state().form, unit: 'selection' });
    assert.equal(state().result?.sentences.length, 2);
  });

  it('calibrates when told, and tells which words it cannot score', async () => {
    const editor = await showText(text);
    await selectText(editor, 'striker', true);
    const plain = (await run()).result;
    const { result, notices } = await run({
      calibrate: true,
      labels: 'sports: sports, football; politics: politics, unbelievability, ☃',
    });
    assert.match(
      notices.join(' '),
      /“unbelievability” \(several tokens\), “☃” \(not in the vocabulary\)/,
    );
    assert.ok((result?.words[0]?.prior ?? 0) < 0);
    assert.equal(plain?.words[0]?.prior, null);
    assert.notEqual(plain.sentences[0]?.probabilities[0], result?.sentences[0]?.probabilities[0]);
  });

  it('refuses what it cannot label, in one sentence', async () => {
    const editor = await showText(text);
    await selectText(editor, 'striker', true);
    for (const [form, sentence] of [
      [{ prompt: 'It was about it.' }, /must hold \[MASK\] exactly once/],
      [{ prompt: '[MASK] [MASK]' }, /must hold \[MASK\] exactly once/],
      [{ labels: 'sports' }, /Two labels are needed/],
      [{ labels: '' }, /Two labels are needed/],
      [{ labels: 'a: red; b: Red' }, /“Red” stands twice/],
      [{ labels: 'a; b: unbelievability' }, /Fewer than two labels .*: unbelievability/],
      [
        { labels: `a: ${Array.from({ length: 201 }, (_, index) => index).join()}; b` },
        /more than 200 words/,
      ],
    ] as const) {
      const { status, error } = await run(form);
      assert.equal(status, 'failed');
      assert.match(error?.sentence ?? '', sentence);
    }
  });

  it('exports a row for each word of each label of each sentence, and Python', async () => {
    const editor = await showText(text);
    await selectText(editor, 'striker', true);
    await run({ calibrate: true });
    const file = path.join(folder, 'labels.csv');
    await commands.executeCommand('tokenscope.laboratory.export', Uri.file(file));
    const [header, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\r\n');
    assert.equal(
      header?.replaceAll('"', ''),
      'run_id,doc_id,sentence_index,sentence,cp_start,cp_end,prompt,label,word,log_prob,' +
        'log_prob_prior,p_label,calibrated,is_top,truncated',
    );
    assert.equal(rows.length, 6);
    await commands.executeCommand('tokenscope.laboratory.copyCode');
    const python = await env.clipboard.readText();
    assert.match(python, /"sports": \["sports", "football"\]/);
    assert.match(python, /prior = log_probs\(prompt\)/);
    await commands.executeCommand('tokenscope.laboratory.copyMethods');
    assert.match(await env.clipboard.readText(), /zero-shot.*calibrated by the prompt alone/);
  });
});
