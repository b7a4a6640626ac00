import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands, env, Selection, Uri, type TextEditor } from 'vscode';
import type { Internals } from '../../../src/extension';
import type { LabState } from '../../../src/common/protocol/views/laboratory/laboratory';
import {
  pairPart,
  type VectorsForm,
  type VectorsView,
} from '../../../src/common/protocol/views/laboratory/vectors';
import type { VectorsInput } from '../../../src/host/laboratory/vectors/wordOccurrences';
import { closeAll, selectText, showText, tokenscope, until } from '../support';

const banks = [
  '# 😀 Banks',
  '',
  'We had a picnic on the bank of the river. She put her savings into the Bank on Monday.',
  'The bank, at last,',
  'raised its interest rates. Banking is no bank-note.',
].join('\n');

describe('word vectors', () => {
  let internals: Internals;
  let folder: string;

  before(async () => {
    ({ internals } = await tokenscope());
    folder = mkdtempSync(path.join(tmpdir(), 'tokenscope-vectors-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(closeAll);

  const session = () => internals.laboratory.session('vectors');
  const state = () => session().state as LabState<VectorsForm, VectorsView>;
  const run = async () => {
    await commands.executeCommand('tokenscope.laboratory.vectors');
    return state();
  };
  const cursors = async (editor: TextEditor, ...offsets: number[]) => {
    const selections = offsets.map((offset) => {
      const place = editor.document.positionAt(offset);
      return new Selection(place, place);
    });
    editor.selections = selections;
    await until('the cursors', () => editor.selections.length === offsets.length);
  };
  const changeForm = async (table: VectorsForm['table']) => {
    await session().changeForm({ table });
    return state();
  };

  it('compares all occurrences of the word at the cursor, each in its own sentence', async () => {
    const editor = await showText(banks);
    await selectText(editor, 'bank', true);
    const { status, result, notices } = await run();
    assert.equal(status, 'done');
    assert.deepEqual(
      result?.occurrences.map(({ word, sentence, start, end, line }) => [
        word,
        sentence.slice(start, end),
        sentence.replace(/\r?\n/g, ' '),
        line,
      ]),
      [
        ['bank', 'bank', 'We had a picnic on the bank of the river.', 3],
        ['Bank', 'Bank', 'She put her savings into the Bank on Monday.', 3],
        ['bank', 'bank', 'The bank, at last, raised its interest rates.', 4],
        ['bank', 'bank', 'Banking is no bank-note.', 5],
      ],
    );
    for (const { word, cpStart, cpEnd } of result.occurrences) {
      assert.equal(Array.from(banks).slice(cpStart, cpEnd).join(''), word);
    }
    const [, money] = result.cosines;
    assert.ok((money?.[2] ?? 0) > (money?.[0] ?? 1) + 0.1);
    assert.match(notices.join(' '), /anisotropy, Ethayarajh 2019/);
    assert.equal(notices.length, 1);
  });

  it('compares the words at several cursors, and marks both of a pair', async () => {
    const editor = await showText(banks);
    const [picnic, river] = [banks.indexOf('picnic'), banks.indexOf('river')];
    await cursors(editor, river + 1, picnic, picnic + 2);
    const { result } = await run();
    assert.deepEqual(
      result?.occurrences.map(({ word }) => word),
      ['picnic', 'river'],
    );
    const { input, tool } = session();
    const spans = tool.part?.(result, input as VectorsInput, pairPart(2, 0, 1));
    assert.ok(Array.isArray(spans));
    assert.deepEqual(
      spans.map(({ start, end }: { start: number; end: number }) => banks.slice(start, end)),
      ['picnic', 'river'],
    );
  });

  it('takes 24 of many occurrences, the chosen one among them, and says so', async () => {
    const text = 'The bank is here. '.repeat(40);
    const editor = await showText(text);
    await cursors(editor, text.lastIndexOf('bank'));
    const { result, notices } = await run();
    assert.equal(result?.occurrences.length, 24);
    assert.equal(result.occurrences.at(-1)?.cpStart, text.lastIndexOf('bank'));
    assert.match(notices.join(' '), /Of 40 occurrences, the 24 at or near the cursor/);
  });

  it('says when a word stands alone, is unknown, or its sentence is too long', async () => {
    const editor = await showText(`${'very '.repeat(600)}good ☃ things.`);
    await selectText(editor, '☃');
    const { result, notices } = await run();
    assert.deepEqual(result?.cosines, [[null]]);
    assert.match(notices.join(' '), /only once/);
    assert.match(notices.join(' '), /\[UNK\]\): “☃”/);
    assert.match(notices.join(' '), /more than 512 tokens were cut/);
    assert.match(result.occurrences[0]?.sentence ?? '', /good ☃ things\.$/);
  });

  it('asks for a word when there is none at the cursor', async () => {
    await showText('   ');
    const { status, error } = await run();
    assert.equal(status, 'failed');
    assert.match(error?.sentence ?? '', /There is no word at the cursor/);
  });

  it('exports a row for each pair, or the vectors themselves, and Python for them', async () => {
    const editor = await showText(banks);
    await selectText(editor, 'bank', true);
    await run();
    const file = path.join(folder, 'cosines.csv');
    await commands.executeCommand('tokenscope.laboratory.export', Uri.file(file));
    const [header, ...rows] = readFileSync(file, 'utf8')
      .trimEnd()
      .split(/\r\n(?=")/);
    assert.deepEqual(header?.replaceAll('"', '').split(','), [
      'run_id',
      'doc_id',
      ...['row_', 'column_'].flatMap((prefix) =>
        ['occurrence_id', 'word', 'sentence', 'cp_start', 'cp_end'].map((name) => prefix + name),
      ),
      'cosine',
    ]);
    assert.equal(rows.length, 6);
    await changeForm('vectors');
    const vectors = path.join(folder, 'vectors.csv');
    await commands.executeCommand('tokenscope.laboratory.export', Uri.file(vectors));
    const lines = readFileSync(vectors, 'utf8')
      .trimEnd()
      .split(/\r\n(?=")/);
    assert.equal(lines.length, 5);
    assert.match(lines[0] ?? '', /,"n_tokens","v0",.*,"v767"$/);
    assert.deepEqual(
      Number(lines[1]?.split(',').at(-1)),
      state().result?.occurrences[0]?.vector?.at(-1),
    );
    await commands.executeCommand('tokenscope.laboratory.copyCode');
    assert.match(
      await env.clipboard.readText(),
      /\("We had a picnic on the bank of the river\.", 23, 27\)/,
    );
    await changeForm('cosines');
    assert.equal(state().result?.occurrences[0]?.vector, null);
  });
});
