import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands, env, Uri, window } from 'vscode';
import type { Internals } from '../../../src/extension';
import type { LabState } from '../../../src/common/protocol/views/laboratory/laboratory';
import type {
  HeadTrainingView,
  TableLabellingView,
  TextLabellingView,
  TrainedHeadForm,
  TrainedHeadView,
} from '../../../src/common/protocol/views/laboratory/trainedHead';
import {
  tableLabelling,
  wholeDocument,
} from '../../../src/host/laboratory/trainedHead/askLabelling';
import { fromLines, tableTraining } from '../../../src/host/laboratory/trainedHead/askTraining';
import type { LabSource } from '../../../src/host/laboratory/labTool';
import { labelledCsv, labelledDocument } from '../../support/labelledSentences';
import { closeAll, showText, showUntitled, tokenscope, until } from '../support';

describe('a trained classifier', function () {
  this.timeout(120_000);
  let internals: Internals;
  let folder: string;
  let first: TrainedHeadForm;

  before(async () => {
    ({ internals } = await tokenscope());
    folder = mkdtempSync(path.join(tmpdir(), 'tokenscope-trained-'));
    first = state().form;
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(closeAll);

  const session = () => internals.laboratory.session('trainedHead');
  const state = () => session().state as LabState<TrainedHeadForm, TrainedHeadView>;
  const put = (name: string, text: string): Uri => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return Uri.file(file);
  };
  const on = async (input: LabSource) => {
    await session().runOn(input);
    return state();
  };
  const columns = { text: 'text', label: 'label', group: null };
  const trainOn = (text: string, name = 'rows.csv') => on(tableTraining(put(name, text), columns));
  const training = () => state().result as HeadTrainingView;
  /** Takes what each quick pick proposes until the run is done. */
  async function accept(running: Thenable<unknown>): Promise<void> {
    let done = false;
    void running.then(() => (done = true));
    await until(
      'the quick picks',
      () => {
        if (!done) {
          void commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        }
        return done;
      },
      60_000,
    );
  }

  it('is trained on a table, with the columns that are likely, and kept beside it', async () => {
    const uri = put('news.csv', labelledCsv());
    await accept(commands.executeCommand('tokenscope.laboratory.train', uri));
    const { status, models, source, notices } = state();
    assert.equal(status, 'done');
    const { columns: chosen, evaluation, headFile, groups } = training();
    assert.deepEqual(chosen, { text: 'text', label: 'label', group: 'outlet' });
    assert.equal(groups, 6);
    assert.ok(evaluation.head.accuracy.mean > 0.8);
    assert.equal(headFile, path.join(folder, 'news.head.json'));
    assert.ok(existsSync(headFile));
    assert.equal(source, 'news.csv');
    assert.equal(models[0]?.precision, 'q4');
    assert.match(notices.join(' '), /Only 60 rows/);
  });

  it('is trained again when its settings change, on the same rows', async () => {
    await on(tableTraining(put('news.csv', labelledCsv()), columns));
    const before = training();
    await session().changeForm({ ...first, folds: 3, c: 0.001, seed: 7 });
    const after = training();
    assert.equal(after.evaluation.folds.length, 3);
    assert.deepEqual(after.lines, before.lines);
    assert.notDeepEqual(after.heldOut, before.heldOut);
    await session().changeForm({ ...first, folds: 99 });
    assert.match(state().error?.sentence ?? '', /folds.*from 2 to 20/);
    await session().changeForm(first);
    assert.equal(state().status, 'done');
  });

  it('is trained on labelled lines, and labels a document and a table', async () => {
    const editor = await showText(`A note without label\n\n${labelledDocument()}`);
    await on(fromLines(editor.document));
    const { headFile, skipped, evaluation } = training();
    assert.equal(skipped.noLabel, 1);
    assert.deepEqual(evaluation.labels, ['food', 'politics', 'sport']);
    assert.ok(headFile);
    const text =
      '😀 The keeper caught the ball. They fried the fish in oil.\n\nMinisters quarrelled.';
    const target = await showText(text);
    const { notices } = await on(wholeDocument(target, headFile));
    const labelled = state().result as TextLabellingView;
    assert.deepEqual(
      labelled.texts.map(({ best }) => labelled.head.labels[best]),
      ['sport', 'food', 'politics'],
    );
    assert.deepEqual(labelled.counts, [1, 1, 1]);
    for (const { text: sentence, start, end, cpStart, cpEnd } of labelled.texts) {
      assert.equal(text.slice(start, end), sentence);
      assert.equal(Array.from(text).slice(cpStart, cpEnd).join(''), sentence);
    }
    assert.deepEqual(notices, []);
    internals.laboratory.link.front('trainedHead');
    const { marks } = internals.laboratory.link.marks;
    assert.equal(new Set(marks.map(({ color }) => color)).size, 3);
    assert.match(marks[0]?.hover.join(' ') ?? '', /Label: sport .*food 0\.\d{3}/);

    const table = put('letters.csv', 'id;words\n1;She stirred the soup.\n2;\n');
    await on(tableLabelling(table, 'words', headFile));
    const { writtenName, counts, blank } = state().result as TableLabellingView;
    assert.deepEqual([writtenName, counts, blank], ['letters.labelled.csv', [1, 0, 0], 1]);
    const written = readFileSync(path.join(folder, writtenName), 'utf8');
    assert.match(written, /"1","She stirred the soup\.","food",/);
  });

  it('asks what is labelled in a document, and offers the head that was trained last', async () => {
    const { document } = await showText(labelledDocument());
    // A menu passes the document that it was opened on.
    await accept(commands.executeCommand('tokenscope.laboratory.train', document.uri));
    const { kind, headFile, columns: none } = training();
    assert.deepEqual([kind, none], ['training', null]);
    await showText('The cook peeled an onion.');
    await accept(commands.executeCommand('tokenscope.laboratory.apply'));
    const { headFile: applied, texts } = state().result as TextLabellingView;
    assert.equal(applied, headFile);
    assert.equal(texts.length, 1);
  });

  it('is not applied where it does not fit, and says why', async () => {
    const editor = await showText('The cook peeled an onion.');
    for (const [content, sentence] of [
      ['no head', /is not JSON/],
      ['{"mine": 1}', /is not a trained head/],
    ] as const) {
      const { status, error } = await on(
        wholeDocument(editor, put('other.head.json', content).fsPath),
      );
      assert.equal(status, 'failed');
      assert.match(error?.sentence ?? '', sentence);
    }
  });

  it('asks which head and which sentences when it is applied', async () => {
    const { headFile } = ((await trainOn(labelledCsv(), 'news.csv')).result ??
      {}) as HeadTrainingView;
    assert.ok(headFile);
    await showText('The cook peeled an onion. The striker fell.');
    await accept(commands.executeCommand('tokenscope.laboratory.apply', Uri.file(headFile)));
    const { kind, texts } = state().result as TextLabellingView;
    assert.deepEqual([kind, texts.length], ['texts', 2]);
  });

  it('says in a sentence why rows cannot be trained on', async () => {
    const many = Array.from({ length: 200_000 }, (_, row) => `text ${row},${row % 2}`).join('\n');
    for (const [text, sentence] of [
      ['text,label\n"open,a\nb,c', /quotation marks in the row at line 2/],
      ['text,label\na,x\nb,x\n', /All 2 labelled rows .* have the label x/],
      ['text,label\na,\nb,\n', /no row with both a text and a label \(2 without label/],
      ['text,label\na,x\nb,x\nc,y\n', /label y has 1 row/],
      [`text,label\n${many}`, /more than 20\u202f000 labelled rows/],
      ['words,label\na,x\n', /no column text/],
      ['text,label\na,x,y\n', /line 2/],
    ] as const) {
      const { status, error } = await trainOn(text);
      assert.equal(status, 'failed');
      assert.match(error?.sentence ?? '', sentence);
    }
  });

  it('leaves out rows without label among 200,000, and says so', async () => {
    const rows = Array.from({ length: 200_000 }, (_, row) =>
      row % 5000 === 0 ? `Row ${row} was cold.,${row % 10_000 === 0 ? 'a' : 'b'}` : `Row ${row},`,
    );
    const { status, notices } = await trainOn(`text,label\n${rows.join('\n')}\n`);
    assert.equal(status, 'done');
    assert.equal(training().lines.length, 40);
    assert.match(notices.join(' '), /199\u202f960 rows without label/);
  });

  it('shows its results when the head cannot be written', async () => {
    // To root, permissions mean nothing: a folder of the head's name stands in the way of anybody.
    mkdirSync(path.join(folder, 'blocked.head.json'));
    const { status, notices } = await trainOn(labelledCsv(), 'blocked.csv');
    assert.equal(status, 'done');
    assert.match(
      notices[0] ?? '',
      /not saved, since blocked\.head\.json could not be written \(\w+\)/,
    );
    assert.equal(training().headFile, null);
    assert.ok(training().evaluation.head.accuracy.mean > 0.8);
  });

  it('is not saved for a document that is in no folder, and says so', async () => {
    const editor = await showUntitled(labelledDocument());
    const { notices } = await on(fromLines(editor.document));
    assert.match(notices.join(' '), /not saved: save the document/);
  });

  it('is not read from a file with unsaved changes', async () => {
    const uri = put('dirty.csv', labelledCsv());
    const editor = await window.showTextDocument(uri);
    await editor.edit((edit) => edit.insert(editor.document.positionAt(0), 'x'));
    await commands.executeCommand('tokenscope.laboratory.train');
    assert.match(state().error?.sentence ?? '', /dirty\.csv has changes that are not saved/);
  });

  it('keeps what it shows when it is cancelled or its process is killed, and works again', async () => {
    await trainOn(labelledCsv());
    const before = training();
    const rows = Array.from(
      { length: 2000 },
      (_, row) => `"The ${row} people of number ${row * 7} sang.",${row % 2}`,
    );
    const long = tableTraining(put('long.csv', ['text,label', ...rows, ''].join('\n')), columns);
    const share = () => (state().status === 'running' ? state().share : null);
    const cancelled = session().runOn(long);
    await until('the vectors', share, 60_000);
    await commands.executeCommand('tokenscope.cancel');
    await cancelled;
    assert.equal(state().status, 'done');
    assert.deepEqual(training(), before);

    const killed = session().runOn(long);
    await until('the vectors', share, 60_000);
    process.kill(internals.modelProcess.pid ?? 0, 'SIGKILL');
    await killed;
    assert.equal(state().status, 'failed');
    assert.match(state().error?.sentence ?? '', /stopped|ended|process/i);
    assert.deepEqual(training(), before);
    assert.equal(existsSync(path.join(folder, 'long.head.json')), false);
    await trainOn(labelledCsv());
    assert.equal(state().status, 'done');
  });

  it('exports held-out predictions without texts, Python, and a methods sentence', async () => {
    const file = path.join(folder, 'held-out.csv');
    const uri = put('news.csv', labelledCsv());
    await accept(commands.executeCommand('tokenscope.laboratory.train', uri));
    await commands.executeCommand('tokenscope.laboratory.export', Uri.file(file));
    const [header, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\r\n');
    assert.equal(
      header?.replaceAll('"', ''),
      'run_id,row,label,predicted,fold,p_food,p_politics,p_sport',
    );
    assert.equal(rows.length, 60);
    assert.match(rows[0] ?? '', /,2,"sport","\w+",[1-5],[\d.]+,[\d.]+,[\d.]+$/);
    assert.ok(!readFileSync(file, 'utf8').includes('striker'));
    const described = readFileSync(path.join(folder, 'datapackage.json'), 'utf8');
    assert.match(described, new RegExp(`"source_sha256": "${training().sourceSha256}"`));
    await commands.executeCommand('tokenscope.laboratory.copyCode');
    const python = await env.clipboard.readText();
    assert.match(python, /StratifiedGroupKFold\(n_splits=5, shuffle=True, random_state=0\)/);
    assert.match(python, /groups = data\["outlet"\]/);
    await commands.executeCommand('tokenscope.laboratory.copyMethods');
    assert.match(
      await env.clipboard.readText(),
      /frozen encoder with a trained head.*5-fold.*6 groups.*macro-F1.*majority.*bert-base-uncased/,
    );
  });
});
