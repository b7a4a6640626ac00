import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { isTokenscopeError, type ErrorCode } from '../../../../src/common/errors';
import type { ProvenanceSeed } from '../../../../src/common/exports/provenance';
import { applyHead, labelTable } from '../../../../src/common/protocol/model/headApplication';
import {
  trainHead,
  type HeadTrainingParams,
  type HeadTrainingResult,
} from '../../../../src/common/protocol/model/headTraining';
import { lookAtTable } from '../../../../src/common/protocol/model/lookAtTable';
import { runProgress, type RunProgress } from '../../../../src/common/protocol/model/run';
import { defaultHeadSettings } from '../../../../src/common/trainedHead/limits';
import {
  labelledCsv,
  labelledDocument,
  labelledSentences,
} from '../../../support/labelledSentences';
import { bundledModel, ModelProcess } from '../../../support/modelProcess';

const provenance: ProvenanceSeed = {
  created: '2026-01-01T00:00:00.000Z',
  run_id: 'r',
  versions: {},
  models: [],
  threads: null,
  batch_size: null,
  settings: {},
  seeds: [0],
  probe_sha256: null,
  warnings: [],
  bibtex: '',
};

describe('a trained head in the model process', function () {
  this.timeout(180_000);
  const model = bundledModel('bert-base-uncased');
  const folder = mkdtempSync(path.join(tmpdir(), 'tokenscope-head-'));
  const csv = path.join(folder, 'news.csv');
  const headFile = path.join(folder, 'news.head.json');
  let worker: ModelProcess;

  before(() => {
    worker = new ModelProcess();
    writeFileSync(csv, labelledCsv());
  });
  after(async () => {
    await worker.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const table = (group: string | null = null, file = csv): HeadTrainingParams['source'] => ({
    kind: 'table',
    file,
    columns: { text: 'text', label: 'label', group },
  });
  const train = (params: Partial<HeadTrainingParams> = {}): Promise<HeadTrainingResult> =>
    worker.request(trainHead, {
      model,
      source: table(),
      settings: defaultHeadSettings,
      save: null,
      provenance,
      ...params,
    });
  async function fails(run: Promise<unknown>, code: ErrorCode): Promise<void> {
    await assert.rejects(run, (error) => isTokenscopeError(error, code));
  }
  const put = (name: string, text: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };

  it('looks at a table and guesses its columns', async () => {
    const look = await worker.request(lookAtTable, { file: csv });
    assert.deepEqual(look, {
      columns: ['text', 'label', 'outlet'],
      rows: 60,
      more: false,
      guess: { text: 'text', label: 'label', group: 'outlet' },
    });
    const long = put('long.csv', `id;text\n${'1;some words\n'.repeat(1500)}`);
    const { rows, more, guess } = await worker.request(lookAtTable, { file: long });
    assert.deepEqual([rows, more, guess.text, guess.group], [1000, true, 'text', null]);
    const empty = await worker.request(lookAtTable, { file: put('empty.csv', '') });
    assert.deepEqual([empty.columns, empty.rows], [[], 0]);
    await fails(worker.request(lookAtTable, { file: `${csv}.gone` }), 'TableNotRead');
  });

  it('learns three topics from sixty sentences, far above the majority, and keeps the head', async () => {
    const result = await train({ save: headFile });
    const { evaluation, heldOut, lines, saved, notSaved, groups, skipped } = result;
    assert.deepEqual(evaluation.labels, ['food', 'politics', 'sport']);
    assert.ok(evaluation.head.accuracy.mean > 0.85, String(evaluation.head.accuracy.mean));
    assert.ok(Math.abs(evaluation.baseline.accuracy.mean - 1 / 3) < 0.02);
    assert.equal(evaluation.unconvergedFits, 0);
    assert.equal(lines.length, 60);
    assert.deepEqual([lines[0], lines[59]], [2, 61]);
    const hits = heldOut.labels.filter((label, row) => label === heldOut.predicted[row]).length;
    assert.equal(hits / 60, evaluation.pooled.accuracy);
    assert.deepEqual([saved, notSaved, groups], [headFile, null, null]);
    assert.deepEqual(skipped, { noLabel: 0, noText: 0 });
    const file = JSON.parse(readFileSync(headFile, 'utf8')) as {
      head: { encoder: { revision: string }; provenance: { input_sha256: string[] } };
    };
    assert.equal(file.head.encoder.revision, model.revision);
    assert.deepEqual(file.head.provenance.input_sha256, [result.sourceSha256]);
    assert.ok(!readFileSync(headFile, 'utf8').includes('striker'), 'the head holds no text');
  });

  it('gives the same from labelled lines, and keeps groups together', async () => {
    const [fromTable, fromLines] = [
      await train(),
      await train({ source: { kind: 'lines', name: 'news.md', text: labelledDocument() } }),
    ];
    assert.deepEqual(fromLines.evaluation, fromTable.evaluation);
    const grouped = await train({ source: table('outlet') });
    assert.equal(grouped.groups, 6);
    labelledSentences.forEach(({ outlet }, row) => {
      const first = labelledSentences.findIndex((other) => other.outlet === outlet);
      assert.equal(grouped.heldOut.folds[row], grouped.heldOut.folds[first]);
    });
    assert.ok(fromTable.heldOut.folds.some((fold, row) => fold !== grouped.heldOut.folds[row]));
  });

  it('tells both phases, and trains again without reading the texts again', async () => {
    const told: RunProgress[] = [];
    const text = labelledDocument().replaceAll('The', 'Then the');
    const source = { kind: 'lines', name: 'news.md', text } as const;
    worker.connection.onProgress(runProgress, 'first', (value) => {
      told.push(value);
    });
    const first = await train({ source, progress: 'first' });
    const shares = (training: boolean): number[] =>
      told.flatMap((value) =>
        value.kind === 'share' && (value.phase === 'training') === training ? [value.share] : [],
      );
    for (const own of [shares(false), shares(true)]) {
      assert.ok(own.length >= 5);
      assert.ok(own.every((share, index) => share > (own[index - 1] ?? 0)));
      assert.ok(Math.abs((own.at(-1) ?? 0) - 1) < 1e-9);
    }
    told.splice(0);
    worker.connection.onProgress(runProgress, 'second', (value) => {
      told.push(value);
    });
    const settings = { ...defaultHeadSettings, c: 0.01, standardise: false };
    const again = await train({ source, settings, progress: 'second' });
    assert.deepEqual(shares(false), []);
    assert.ok(shares(true).length >= 5);
    assert.notDeepEqual(again.heldOut.probabilities, first.heldOut.probabilities);
  });

  it('labels texts by the head as it stands in the file', async () => {
    await train({ save: headFile });
    const texts = ['The defender kicked the ball into the stands.', 'Slice the carrots thinly.'];
    const { head, probabilities, dropped } = await worker.request(applyHead, {
      model,
      head: headFile,
      texts,
    });
    assert.deepEqual(head.labels, ['food', 'politics', 'sport']);
    const best = probabilities.map((own) => head.labels[own.indexOf(Math.max(...own))]);
    assert.deepEqual(best, ['sport', 'food']);
    assert.deepEqual(dropped, [0, 0]);
    const apply = (file: string): Promise<unknown> =>
      worker.request(applyHead, { model, head: file, texts });
    await fails(apply(put('other.head.json', '{}')), 'HeadFileRefused');
    await fails(apply(path.join(folder, 'gone.head.json')), 'TableNotRead');
    const foreign = readFileSync(headFile, 'utf8').replace(model.revision, 'f00');
    await fails(apply(put('foreign.head.json', foreign)), 'HeadForOtherEncoder');
  });

  it('labels a column, with all columns kept, and never over a file that is there', async () => {
    await train({ save: headFile });
    const mine = put('mine.csv', 'id,label,text\n1,x,"Grate the cheese, then boil it."\n2,y,\n');
    const taken = put('mine.labelled.csv', 'by hand');
    const params = { model, head: headFile, file: mine, column: 'text', provenance };
    const { written, counts, blank, examples } = await worker.request(labelTable, params);
    assert.equal(written, path.join(folder, 'mine.labelled-2.csv'));
    assert.equal(readFileSync(taken, 'utf8'), 'by hand');
    assert.deepEqual([counts, blank, examples.length], [[1, 0, 0], 1, 1]);
    const [header, first, second] = readFileSync(written, 'utf8').split('\r\n');
    assert.equal(
      header?.replaceAll('"', ''),
      'id,label,text,predicted_label,p_food,p_politics,p_sport',
    );
    assert.match(first ?? '', /^"1","x","Grate the cheese, then boil it.","food",0\.\d+,/);
    assert.match(second ?? '', /^"2","y","",,,,$/);
    const description = readFileSync(path.join(folder, 'datapackage.json'), 'utf8');
    assert.match(description, /"path": "mine\.labelled-2\.csv"/);
    await fails(worker.request(labelTable, { ...params, column: 'texts' }), 'ColumnMissing');
  });

  it('does not write a head over another file, and still answers', async () => {
    const foreign = put('foreign.json', '{"mine":1}');
    const { saved, notSaved, evaluation } = await train({ save: foreign });
    assert.equal(saved, null);
    assert.deepEqual(notSaved, {
      code: 'FileNotWritten',
      args: { file: 'foreign.json', reason: 'EEXIST' },
    });
    assert.equal(readFileSync(foreign, 'utf8'), '{"mine":1}');
    assert.ok(evaluation.head.accuracy.mean > 0.8);
  });

  it('refuses settings that cannot be before it reads anything', async () => {
    await fails(train({ settings: { ...defaultHeadSettings, folds: 1 } }), 'InvalidParameter');
  });

  it('is cancelled while it labels a long table, and leaves nothing behind', async () => {
    await train({ save: headFile });
    const rows = Array.from({ length: 20_000 }, (_, row) => `${row},The cook number ${row} sang.`);
    const long = put('endless.csv', ['id,text', ...rows, ''].join('\n'));
    const source = new CancellationTokenSource();
    const started = new Promise<void>((resolve) =>
      worker.connection.onProgress(runProgress, 'labelling', (value) => {
        if (value.kind === 'share') resolve();
      }),
    );
    const running = worker.request(
      labelTable,
      { model, head: headFile, file: long, column: 'text', provenance, progress: 'labelling' },
      source.token,
    );
    await Promise.race([started, running]);
    source.cancel();
    await fails(running, 'Cancelled');
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('endless.') && name !== 'endless.csv'),
      [],
    );
  });
});
