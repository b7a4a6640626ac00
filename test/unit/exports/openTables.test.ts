import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import type { ProvenanceSeed } from '../../../src/common/exports/provenance';
import {
  addRows,
  beginTable,
  type TableTarget,
} from '../../../src/common/protocol/model/writeTable';
import { OpenTables } from '../../../src/workers/exports/openTables';
import { ModelProcess } from '../../support/modelProcess';

const provenance: ProvenanceSeed = {
  created: '2026-01-02T03:04:05.000Z',
  run_id: 'run-1',
  versions: { tokenscope: '0.0.0' },
  models: [],
  threads: null,
  batch_size: null,
  settings: {},
  seeds: [],
  probe_sha256: null,
  warnings: [],
  bibtex: '@software{tokenscope}',
};

describe('tables that are written batch by batch', () => {
  const tables = new OpenTables();
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tokenscope-tables-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const target = (name: string, more: Partial<TableTarget> = {}): TableTarget => ({
    file: path.join(folder, name),
    format: 'csv',
    columns: [{ name: 'n', type: 'integer', description: 'A number.' }],
    provenance,
    inputs: ['text'],
    ...more,
  });
  const batch = (first: number, count: number): number[][] =>
    Array.from({ length: count }, (_, index) => [first + index]);
  const numbers = async (name: string): Promise<number[]> => {
    const rows: unknown = parse(await readFile(path.join(folder, name)), { from: 2, cast: true });
    return (rows as number[][]).flat();
  };
  const upTo = (count: number): number[] => batch(0, count).flat();

  it('hold all batches in their order', async () => {
    tables.begin({ table: 'a', ...target('a.csv') });
    for (let first = 0; first < 5_000; first += 500) {
      await tables.add({ table: 'a', rows: batch(first, 500) });
    }
    const files = await tables.end({ table: 'a' });
    assert.deepEqual(
      files.map((file) => path.basename(file)),
      ['a.csv', 'datapackage.json'],
    );
    assert.deepEqual(await numbers('a.csv'), upTo(5_000));
    assert.deepEqual((await readdir(folder)).sort(), ['a.csv', 'datapackage.json']);
  });

  it('hold them in their order also when nobody waits', async () => {
    tables.begin({ table: 'a', ...target('a.csv') });
    const added = [0, 1, 2, 3].map((at) => tables.add({ table: 'a', rows: batch(at * 10, 10) }));
    await tables.end({ table: 'a' });
    await Promise.all(added);
    assert.deepEqual(await numbers('a.csv'), upTo(40));
  });

  it('can be empty, and JSON with the hashes of what was read', async () => {
    tables.begin({ table: 'a', ...target('a.json', { format: 'json' }) });
    await tables.end({ table: 'a' });
    const json = JSON.parse(await readFile(path.join(folder, 'a.json'), 'utf8')) as {
      rows: unknown[];
      provenance: { input_sha256: string[] };
    };
    assert.deepEqual(json.rows, []);
    assert.match(json.provenance.input_sha256[0] ?? '', /^982d9e3e/);
  });

  it('are written side by side', async () => {
    tables.begin({ table: 'a', ...target('a.csv') });
    tables.begin({ table: 'b', ...target('b.csv') });
    for (let first = 0; first < 300; first += 100) {
      await tables.add({ table: 'a', rows: batch(first, 100) });
      await tables.add({ table: 'b', rows: batch(-first, 1) });
    }
    await tables.end({ table: 'b' });
    await tables.end({ table: 'a' });
    assert.deepEqual(await numbers('a.csv'), upTo(300));
    assert.deepEqual(await numbers('b.csv'), [0, -100, -200]);
  });

  it('leave nothing when they are dropped, and what was there before', async () => {
    await writeFile(path.join(folder, 'a.csv'), 'old');
    tables.begin({ table: 'a', ...target('a.csv') });
    await tables.add({ table: 'a', rows: batch(0, 100) });
    await tables.add({ table: 'a', rows: batch(100, 100) });
    assert.equal((await readdir(folder)).length, 2, 'it is being written');
    const late = tables.add({ table: 'a', rows: batch(200, 100) });
    await Promise.all([tables.drop({ table: 'a' }), late.catch(() => undefined)]);
    assert.deepEqual(await readdir(folder), ['a.csv']);
    assert.equal(await readFile(path.join(folder, 'a.csv'), 'utf8'), 'old');
    await assert.rejects(tables.add({ table: 'a', rows: [] }), { code: 'ProcessDied' });
    await tables.drop({ table: 'a' });
  });

  it('say at the next batch, or at the end, why a file cannot be written', async () => {
    const failure = { code: 'FileNotWritten', args: { file: 'a.csv', reason: 'ENOENT' } };
    tables.begin({ table: 'a', ...target(path.join('missing', 'a.csv')) });
    await assert.rejects(async () => {
      for (let first = 0; first < 100; first++) {
        await tables.add({ table: 'a', rows: batch(first, 1) });
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }, failure);
    await assert.rejects(tables.end({ table: 'a' }), failure);
    await mkdir(path.join(folder, 'b.csv'));
    tables.begin({ table: 'b', ...target('b.csv') });
    await tables.add({ table: 'b', rows: batch(0, 10) });
    await assert.rejects(tables.end({ table: 'b' }), { code: 'FileNotWritten' });
    assert.deepEqual(await readdir(folder), ['b.csv']);
  });

  it('leave nothing when the window that asked for them closes', async () => {
    const worker = new ModelProcess();
    await worker.request(beginTable, { table: 'a', ...target('a.csv') });
    await worker.request(addRows, { table: 'a', rows: batch(0, 100) });
    await worker.request(addRows, { table: 'a', rows: batch(100, 100) });
    assert.equal((await readdir(folder)).length, 1, 'it is being written');
    assert.equal(await worker.stop(), 0);
    assert.deepEqual(await readdir(folder), []);
  });
});
