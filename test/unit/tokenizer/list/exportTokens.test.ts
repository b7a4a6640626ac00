import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { CancellationToken, CancellationTokenSource } from 'vscode-jsonrpc';
import { change } from '../../../../src/common/protocol/tokenizer/documents';
import type { ProvenanceSeed } from '../../../../src/common/exports/provenance';
import {
  tokenExport,
  tokenExportProgress,
  type TokenExportParams,
  type TokenExportResult,
} from '../../../../src/common/protocol/tokenizer/tokenExport';
import { fromResponseError } from '../../../../src/common/rpc/errors';
import { Client, tokenizerRef, whole } from '../support/client';
import { prose } from '../support/texts';

const provenance: ProvenanceSeed = {
  created: '2026-01-02T03:04:05.000Z',
  run_id: 'run-1',
  versions: { tokenscope: '0.0.0', tokenizers: '0.0.0' },
  models: [],
  threads: null,
  batch_size: null,
  settings: { addSpecialTokens: false },
  seeds: [],
  probe_sha256: null,
  warnings: [],
  bibtex: '@software{tokenscope}',
};

describe('tokens/export', function () {
  this.timeout(60_000);
  const client = new Client();
  let folder = '';
  let runs = 0;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tokenscope-export-'));
  });
  afterEach(async () => {
    await Promise.all((await readdir(folder)).map((name) => rm(path.join(folder, name))));
  });
  after(async () => {
    await rm(folder, { recursive: true });
    await client.stop();
    assert.deepEqual(client.stderr, []);
  });

  const run = async (
    text: string,
    name: string,
    options: Partial<TokenExportParams> = {},
    token = CancellationToken.None,
    on = client,
  ): Promise<TokenExportResult> => {
    const uri = `export-${++runs}`;
    await on.open(uri, text);
    return on.connection
      .sendRequest(
        tokenExport,
        {
          document: { uri, version: 1 },
          tokenizer: tokenizerRef('gpt2'),
          selections: [whole(text)],
          addSpecialTokens: false,
          docId: 'notes.md',
          file: path.join(folder, name),
          format: 'csv',
          provenance,
          progress: uri,
          ...options,
        },
        token,
      )
      .catch((error: unknown) => {
        throw fromResponseError(error);
      });
  };
  const table = async (name: string): Promise<Record<string, string>[]> =>
    parse(await readFile(path.join(folder, name), 'utf8'), { columns: true });

  it('writes token rows in code points', async () => {
    const text = '😀 NA "quoted",\nnaïve';
    const { tokens, files } = await run(text, 'a.csv');
    const rows = await table('a.csv');
    assert.equal(rows.length, tokens);
    assert.deepEqual(
      files.map((file) => path.basename(file)),
      ['a.csv', 'datapackage.json'],
    );
    const points = Array.from(text);
    for (const row of rows) {
      const span = points.slice(Number(row['cp_start']), Number(row['cp_end'])).join('');
      assert.equal(row['text'], span);
    }
    const word = rows.find(({ token }) => token === 'ĠNA');
    assert.deepEqual(
      [word?.['text'], word?.['word_index'], word?.['utf8_bytes'], word?.['log_prob']],
      [' NA', '1', '20 4E 41', ''],
    );
    const raw = await readFile(path.join(folder, 'a.csv'), 'utf8');
    assert.ok(raw.startsWith('"run_id","doc_id","token_index","word_index","token","token_id",'));
    assert.ok(
      raw.includes(
        '\r\n"run-1","notes.md",0,0,"ðŁĺ",47249,0,1,,,,,,,,0,"😀","F0 9F 98","bytes"\r\n',
      ),
    );
  });

  it('describes each table of a folder in one data package', async () => {
    await run('one', 'a.csv');
    await run('two', 'b.csv');
    await run('three', 'a.csv');
    const text = await readFile(path.join(folder, 'datapackage.json'), 'utf8');
    const { resources } = JSON.parse(text) as {
      resources: {
        path: string;
        schema: { fields: { name: string }[] };
        provenance: { input_sha256: string[]; run_id: string };
      }[];
    };
    assert.deepEqual(
      resources.map((resource) => resource.path),
      ['b.csv', 'a.csv'],
    );
    const [first] = await table('a.csv');
    assert.deepEqual(
      resources[1]?.schema.fields.map(({ name }) => name),
      Object.keys(first ?? {}),
    );
    const digest = createHash('sha256').update('three').digest('hex');
    assert.deepEqual(resources[1].provenance.input_sha256, [digest]);
  });

  it('leaves a datapackage.json alone that is not ours', async () => {
    const foreign = '{"name": "my-study"}';
    await writeFile(path.join(folder, 'datapackage.json'), foreign);
    const { files } = await run('one', 'a.csv');
    assert.equal(path.basename(files[1] ?? ''), 'a.datapackage.json');
    assert.equal(await readFile(path.join(folder, 'datapackage.json'), 'utf8'), foreign);
  });

  it('leaves nothing behind when the table cannot be put at its place', async () => {
    await mkdir(path.join(folder, 'a.csv'));
    await assert.rejects(run('Hello', 'a.csv'));
    assert.deepEqual(await readdir(folder), ['a.csv']);
    await rmdir(path.join(folder, 'a.csv'));
  });

  it('writes the same rows as JSON, with the provenance', async () => {
    const text = 'Naïve 😀';
    await run(text, 'a.csv');
    await run(text, 'a.json', { format: 'json' });
    const json = JSON.parse(await readFile(path.join(folder, 'a.json'), 'utf8')) as {
      rows: Record<string, string | number | null>[];
      provenance: { bibtex: string; input_sha256: string[] };
    };
    const fromCsv = await table('a.csv');
    assert.deepEqual(
      json.rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, String(cell ?? '')])),
      ),
      fromCsv,
    );
    assert.equal(json.provenance.bibtex, '@software{tokenscope}');
    assert.equal(json.provenance.input_sha256.length, 1);
  });

  it('writes special tokens without a place', async () => {
    await run('hello', 'a.csv', {
      tokenizer: tokenizerRef('bert-base-uncased'),
      addSpecialTokens: true,
    });
    const rows = await table('a.csv');
    assert.deepEqual(
      rows.map((row) => [row['token'], row['cp_start'], row['word_index'], row['type']]),
      [
        ['[CLS]', '', '', 'special'],
        ['hello', '0', '0', 'text'],
        ['[SEP]', '', '', 'special'],
      ],
    );
  });

  it('names the file when its folder is missing, and leaves nothing behind', async () => {
    await assert.rejects(run('one', path.join('missing', 'a.csv')), {
      code: 'FileNotWritten',
      args: { file: 'a.csv', reason: 'ENOENT' },
    });
    assert.deepEqual(await readdir(folder), []);
  });

  it('keeps the old file when the disk is full', async function () {
    if (process.platform === 'win32') {
      this.skip();
    }
    // A limit of the size of files: writing ends as it does on a full disk, with another code.
    const node = path.join(folder, 'limited-node');
    await writeFile(node, `#!/bin/sh\nulimit -f 64\nexec "${process.execPath}" "$@"\n`, {
      mode: 0o755,
    });
    const limited = new Client(undefined, node);
    await writeFile(path.join(folder, 'a.csv'), 'old');
    await assert.rejects(run(prose(100_000), 'a.csv', {}, CancellationToken.None, limited), {
      code: 'DiskFull',
      args: { file: 'a.csv' },
    });
    await limited.stop();
    assert.equal(await readFile(path.join(folder, 'a.csv'), 'utf8'), 'old');
    await rm(node);
    assert.deepEqual(await readdir(folder), ['a.csv']);
  });

  it('leaves a file of the user alone that is named as a part', async () => {
    await writeFile(path.join(folder, 'a.csv.part'), 'mine');
    await run('one', 'a.csv');
    assert.equal(await readFile(path.join(folder, 'a.csv.part'), 'utf8'), 'mine');
  });

  it('goes on with the text that it began with while the document changes', async () => {
    const text = prose(200_000);
    const uri = `export-${runs + 1}`;
    let changed: Promise<void> | undefined;
    client.connection.onProgress(tokenExportProgress, uri, () => {
      changed ??= client.connection.sendNotification(change, {
        uri,
        version: 2,
        changes: [{ offset: 0, length: text.length, text: '' }],
      });
    });
    const { tokens } = await run(text, 'a.csv');
    assert.ok(changed, 'it ended before the change');
    assert.equal((await table('a.csv')).length, tokens);
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const text = prose(3_000_000);
    const uri = `export-${runs + 1}`;
    const cancelling = new CancellationTokenSource();
    // The first report comes when rows are being written.
    client.connection.onProgress(tokenExportProgress, uri, () => cancelling.cancel());
    await assert.rejects(run(text, 'a.csv', {}, cancelling.token), { code: 'Cancelled' });
    for (let wait = 0; wait < 50 && (await readdir(folder)).length > 0; wait++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.deepEqual(await readdir(folder), []);
  });
});
