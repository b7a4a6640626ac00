import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { commands, env, Selection, Uri, ViewColumn, window, workspace } from 'vscode';
import type { Internals } from '../../../src/extension';
import type { LabState } from '../../../src/common/protocol/views/laboratory/laboratory';
import type {
  ReadingsForm,
  ReadingsView,
} from '../../../src/common/protocol/views/laboratory/readings';
import { difference } from '../../../src/common/measures/difference';
import {
  firstDifferences,
  type ReadingsResult,
} from '../../../src/host/laboratory/readings/readingsResult';
import { bundledModels, type CatalogModel } from '../../../src/common/models/modelCatalog';
import { bigramModel, type BigramModel } from '../../support/tinyModels/bigramModel';
import { closeAll, selectAll, selectText, showText, tokenscope } from '../support';

const plain: ReadingsForm = { compare: 'texts', unit: 'selection', models: [null, null] };

describe('two readings in the laboratory', () => {
  let internals: Internals;

  before(async () => {
    ({ internals } = await tokenscope());
  });
  afterEach(closeAll);

  const session = () => internals.laboratory.session('readings');
  const state = () => session().state as LabState<ReadingsForm, ReadingsView>;
  const whole = () => session().result as ReadingsResult;
  const run = async (form: ReadingsForm = plain) => {
    if (JSON.stringify(state().form) !== JSON.stringify(form)) {
      await session().changeForm(form);
    }
    await commands.executeCommand('tokenscope.laboratory.readings');
    return state();
  };
  const sum = (values: readonly (number | null)[]) =>
    values.reduce<number>((a, b) => a + (b ?? 0), 0);
  const rows = () => firstDifferences(whole(), 'text', 1_000);

  it('compares two selections word by word; the words add up to the texts', async () => {
    const editor = await showText('The old man saw a boat.\nThe young man saw a boat.\nMore.');
    await selectAll(editor);
    editor.selections = [new Selection(0, 0, 0, 23), new Selection(1, 0, 1, 25)];
    const { status, result, notices } = await run();
    assert.equal(status, 'done');
    assert.equal(result?.sameTokenizer, true);
    assert.deepEqual(
      rows().map(({ text, bits }) => [text, bits[0] !== null, bits[1] !== null]),
      [
        ['The', true, true],
        ['old', true, false],
        ['young', false, true],
        ['man', true, true],
        ['saw', true, true],
        ['a', true, true],
        ['boat.', true, true],
      ],
    );
    for (const side of [0, 1] as const) {
      const bits = sum(rows().map((row) => row.bits[side]));
      assert.ok(Math.abs(bits - result.sides[side].summary.bits) < 1e-9);
    }
    // The same words before it: the same surprisal, but for the last digits of an 8-bit file.
    assert.ok(Math.abs(difference(rows()[0]!.bits)!) < 0.05);
    assert.match(notices.join(' '), /for teaching, not for publication/);
    assert.deepEqual(session().tool.part?.(session().result, session().input!, 3), [
      { start: 8, end: 11 },
      { start: 34, end: 37 },
    ]);
    const byDifference = firstDifferences(whole(), 'difference', 3).map(({ bits }) =>
      Math.abs(difference(bits)!),
    );
    assert.deepEqual(
      byDifference,
      byDifference.toSorted((a, b) => b - a),
    );
  });

  it('compares the parts of a text with a line of dashes, and a document with one beside it', async () => {
    await showText('One text here.\n\n---\n\nAnother text here.');
    assert.equal((await run({ ...plain, unit: 'document' })).status, 'done');
    assert.deepEqual(
      whole().sides.map(({ text, codePointStart }) => [text, codePointStart]),
      [
        ['One text here.', 0],
        ['Another text here.', 21],
      ],
    );
    const editor = await showText('Alone here.');
    const beside = await workspace.openTextDocument({ content: 'Not alone here.' });
    await window.showTextDocument(beside, { viewColumn: ViewColumn.Beside, preserveFocus: true });
    await selectText(editor, 'Alone', true);
    await run();
    assert.deepEqual(
      whole().sides.map(({ text }) => text),
      ['Alone here.', 'Not alone here.'],
    );
  });

  it('says that there is one text, one model, or none', async () => {
    await showText('Only one.');
    assert.match((await run()).error?.sentence ?? '', /There is one text here: select two/);
    assert.match(
      (await run({ ...plain, compare: 'models' })).error?.sentence ?? '',
      /gpt2-starter .* is the only model for this/,
    );
    await showText('  ');
    assert.match((await run()).error?.sentence ?? '', /There is no text here/);
  });

  it('exports both tables, and copies Python and a methods sentence', async () => {
    await showText('A word here.\n---\nA word there.');
    await run({ ...plain, unit: 'document' });
    const folder = mkdtempSync(path.join(tmpdir(), 'tokenscope-readings-'));
    try {
      const file = path.join(folder, 'two.csv');
      await commands.executeCommand('tokenscope.laboratory.export', Uri.file(file));
      const read = (name: string) =>
        parse<Record<string, string>>(readFileSync(path.join(folder, name)), { columns: true });
      const words = read('two.csv');
      assert.deepEqual(
        words.map(({ word, word_index_1, word_index_2, cp_start_2 }) => [
          ...[word, word_index_1, word_index_2, cp_start_2],
        ]),
        [
          ['A', '0', '0', '17'],
          ['word', '1', '1', '19'],
          ['here.', '2', '', ''],
          ['there.', '', '2', '24'],
        ],
      );
      const [first, , here] = words;
      assert.equal(
        Number(first?.['difference_bits']),
        Number(first?.['surprisal_bits_1']) - Number(first?.['surprisal_bits_2']),
      );
      assert.equal(here?.['difference_bits'], '');
      const texts = read('two.compared-texts.csv');
      assert.equal(texts.length, 2);
      assert.equal(Number(texts[1]?.['perplexity']), whole().sides[1].summary.perplexity);
    } finally {
      rmSync(folder, { recursive: true });
    }
    await commands.executeCommand('tokenscope.laboratory.copyCode');
    assert.match(await env.clipboard.readText(), /first, second = words\(\*reading_1\)/);
    await commands.executeCommand('tokenscope.laboratory.copyMethods');
    assert.match(await env.clipboard.readText(), /the surprisal .*two texts.*gpt2-starter/);
  });

  describe('of two models', () => {
    let bigram: BigramModel;
    let models: readonly CatalogModel[];

    before(() => {
      bigram = bigramModel(
        (id, byteId) =>
          new Map([
            [byteId(0x20), 2],
            [(id + 1) % 257, 3],
          ]),
        512,
      );
      const starter = bundledModels.find(({ id }) => id === 'gpt2-starter')!;
      const { ref } = bigram;
      models = [
        ...bundledModels,
        {
          ...starter,
          ...{ id: ref.id, name: 'tiny bigram', precision: ref.precision, revision: 'r' },
          ...{ source: 'folder', folder: ref.folder, tokenizer: '', graphs: {} },
          ...{ files: ref.files, taskFiles: ref.files.map(({ path: file }) => file) },
          contextLength: ref.contextLength,
        },
      ];
    });
    after(() => bigram.dispose());

    it('compares words and bits per byte only when their tokenizers differ', async () => {
      Object.defineProperty(internals.registry, 'models', {
        get: () => models,
        configurable: true,
      });
      try {
        await showText('An old man saw a boat.');
        const {
          result,
          notices,
          models: shown,
          error,
        } = await run({ ...plain, compare: 'models' });
        assert.equal(error, null);
        assert.equal(result?.sameTokenizer, false);
        assert.match(notices.join(' '), /only words and bits per byte can be compared/);
        assert.deepEqual(
          shown.map(({ name }) => name),
          ["gpt2-starter (trained for Tokenscope, not OpenAI's GPT-2)", 'tiny bigram'],
        );
        assert.equal(rows().length, 6);
        assert.ok(rows().every(({ bits }) => bits[0] !== null && bits[1] !== null));
        assert.equal(result.sides[1].summary.scored, 22, 'a token for each byte');
        assert.deepEqual(
          result.sides.map(({ summary }) => summary.bytes),
          [22, 22],
        );
        await commands.executeCommand('tokenscope.laboratory.copyCode');
        assert.match(
          await env.clipboard.readText(),
          /reading_1 = \("gpt2", .*\nreading_2 = \("tiny bigram", /,
        );
      } finally {
        Reflect.deleteProperty(internals.registry, 'models');
      }
    });
  });
});
