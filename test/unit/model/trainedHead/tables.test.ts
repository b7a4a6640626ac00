import assert from 'node:assert/strict';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import {
  TokenscopeError,
  type ErrorArguments,
  type ErrorCode,
} from '../../../../src/common/errors';
import { collectRows } from '../../../../src/workers/model/trainedHead/collectRows';
import { labelledLines } from '../../../../src/workers/model/trainedHead/labelledLines';
import type { LabelledRow } from '../../../../src/workers/model/trainedHead/labelledRows';
import type { TableColumns } from '../../../../src/common/protocol/model/lookAtTable';
import { tableRows } from '../../../../src/workers/model/trainedHead/readTable';

const columns: TableColumns = { text: 'text', label: 'label', group: null };

async function gather<T>(items: AsyncIterable<T>): Promise<T[]> {
  const gathered: T[] = [];
  for await (const item of items) gathered.push(item);
  return gathered;
}

describe('rows to train a head on', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tokenscope-head-'));
  });
  after(() => rm(folder, { recursive: true }));

  const table = async (content: string | Uint8Array): Promise<string> => {
    const file = path.join(folder, 'rows.csv');
    await writeFile(file, content);
    return file;
  };
  const read = async (content: string | Uint8Array, wanted = columns): Promise<LabelledRow[]> =>
    gather(tableRows(await table(content), wanted));

  async function refuses<C extends ErrorCode>(
    content: string | Uint8Array,
    code: C,
    args: ErrorArguments[C],
    wanted = columns,
  ): Promise<void> {
    const file = await table(content);
    await assert.rejects(collectRows('rows.csv', tableRows(file, wanted)), (error) => {
      assert.ok(error instanceof TokenscopeError);
      assert.deepEqual([error.code, error.args], [code, args]);
      return true;
    });
  }

  it('are read with the line that each begins at', async () => {
    const rows = await read(
      '\ufefflabel,text,n\r\n good ,"two\r\nlines, ""quoted""",1\r\n\r\nbad,x,2',
    );
    assert.deepEqual(rows, [
      { text: 'two\r\nlines, "quoted"', label: 'good', group: null, line: 2 },
      { text: 'x', label: 'bad', group: null, line: 5 },
    ]);
  });

  it('are read with tabs and semicolons', async () => {
    for (const content of ['text\tlabel\na; b, c\td', 'text;label\n"a; b, c";d']) {
      assert.deepEqual(await read(content), [
        { text: 'a; b, c', label: 'd', group: null, line: 2 },
      ]);
    }
  });

  it('come back as they were written, whatever is in them', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'é', '😀', '"', ',', ';', '\n', '\r\n', ' '),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1 }), async (cells) => {
        const rows = await read(stringify([['text', 'label'], ...cells], { quoted: true }));
        let line = 2;
        const expected = cells.map(([text, label]) => {
          const row = { text, label: label.trim(), group: null, line };
          line += `${text}${label}`.split('\n').length;
          return row;
        });
        assert.deepEqual(rows, expected);
      }),
      { numRuns: 100 },
    );
  });

  it('refuse broken quoting, naming the line', async () => {
    const file = 'rows.csv';
    const head = 'text,label\n"x\ny",a\n';
    await refuses(`${head}"never closed,b\nz,b\n`, 'TableQuoting', { file, line: 4 });
    await refuses(`${head}a "word" more,b\n`, 'TableQuoting', { file, line: 4 });
    await refuses(`${head}"a"word,b\n`, 'TableQuoting', { file, line: 4 });
    await refuses(`${head}"a\nb",c,d\n`, 'TableRowCells', { file, line: 4, cells: 3, expected: 2 });
    const limit = 2 ** 20;
    await refuses(`${head}"${'z,b\n'.repeat(limit / 2)}`, 'TableRowTooLong', {
      file,
      line: 4,
      limit,
    });
    await refuses(`${head}${'z'.repeat(2 * limit)}`, 'TableRowTooLong', { file, line: 4, limit });
  });

  it('refuse bytes that are not UTF-8, naming the line', async () => {
    const latin = Buffer.from('text,label\nfür,a\ncafé,b\n', 'latin1');
    await refuses(latin, 'TableNotUtf8', { file: 'rows.csv', line: 2 });
    const late = Buffer.concat([
      Buffer.from('text,label\n'),
      Buffer.from('😀,\n'.repeat(50_000)),
      latin,
    ]);
    await refuses(late, 'TableNotUtf8', { file: 'rows.csv', line: 50_003 });
    const utf16 = Buffer.from('\ufefftext,label\na,b\n', 'utf16le');
    await refuses(utf16, 'TableNotUtf8', { file: 'rows.csv', line: 1 });
  });

  it('refuse a table without the columns', async () => {
    const args = { file: 'rows.csv', column: 'label', columns: ['text', 'class'] };
    await refuses('text,class\na,b\n', 'ColumnMissing', args);
    await refuses('', 'ColumnMissing', { file: 'rows.csv', column: 'text', columns: [] });
    await refuses('text,label,label\na,b,c\n', 'ColumnRepeated', {
      file: 'rows.csv',
      column: 'label',
    });
  });

  it('refuse what is not there or not a file', async () => {
    for (const [name, reason] of [
      ['none.csv', 'ENOENT'],
      ['', 'EISDIR'],
    ] as const) {
      const file = path.join(folder, name);
      await assert.rejects(gather(tableRows(file, columns)), (error) => {
        assert.ok(error instanceof TokenscopeError);
        assert.deepEqual(
          [error.code, error.args],
          ['TableNotRead', { file: path.basename(file), reason }],
        );
        return true;
      });
    }
  });

  it('are skipped and counted without a text or label', async () => {
    const content = 'text,label\na,x\nb,\n ,x\nc,x\nd,y\ne,y\nf, \n';
    const { rows, skipped } = await collectRows('', tableRows(await table(content), columns));
    assert.deepEqual(
      rows.map(({ text }) => text),
      ['a', 'c', 'd', 'e'],
    );
    assert.deepEqual(skipped, { noLabel: 2, noText: 1 });
  });

  it('refuse labels that cannot be trained on', async () => {
    const source = 'rows.csv';
    await refuses('text,label\n', 'NoLabelledRows', { source, noLabel: 0, noText: 0 });
    await refuses('text,label\na,\nb,\n,x\n', 'NoLabelledRows', { source, noLabel: 2, noText: 1 });
    await refuses('text,label\na,x\nb,x\nc,\n', 'OneLabel', { source, label: 'x', rows: 2 });
    const rare = { source, label: 'y', rows: 1, least: 2 };
    await refuses('text,label\na,x\nb,x\nc,y\n', 'LabelTooRare', rare);
    const ids = Array.from({ length: 101 }, (_, id) => `a,${id}\n`).join('');
    await refuses(`text,label\n${ids}`, 'TooManyLabels', { source, limit: 100 });
  });

  it('refuse groups that cannot be held out', async () => {
    const grouped = { ...columns, group: 'who' };
    const source = 'rows.csv';
    const rows = 'text,label,who\na,x,A\nb,x,A\nc,y,A\nd,y,A\n';
    await refuses(rows, 'OneGroup', { source, group: 'A' }, grouped);
    await refuses(`${rows}e,y,\n`, 'GroupMissing', { source, line: 6 }, grouped);
    await refuses(
      rows,
      'ColumnMissing',
      { file: source, column: 'by', columns: ['text', 'label', 'who'] },
      {
        ...columns,
        group: 'by',
      },
    );
  });

  it('are refused over the limit without reading on, and applied to at any number', async function () {
    this.timeout(30_000);
    const count = 200_000;
    const file = path.join(folder, 'long.csv');
    const out = createWriteStream(file);
    out.write('text,label\n');
    const text = 'A sentence of quite ordinary length for a table. '.repeat(8);
    for (let start = 0; start < count; start += 1000) {
      out.write(Array.from({ length: 1000 }, (_, row) => `${text},${row % 2}\n`).join(''));
    }
    out.end();
    await finished(out);

    let seen = 0;
    const counted = async function* (): AsyncGenerator<LabelledRow> {
      for await (const row of tableRows(file, columns)) {
        seen++;
        yield row;
      }
    };
    await assert.rejects(collectRows('long.csv', counted()), {
      code: 'TooManyRows',
      args: { source: 'long.csv', limit: 20_000 },
    });
    assert.equal(seen, 20_001);

    seen = 0;
    for await (const row of counted()) assert.equal(row.line, seen + 1);
    assert.equal(seen, count);
  });
});

describe('labelled lines', () => {
  it('have a label before a tab, or before a colon and whitespace', () => {
    const document =
      '\ufeffsport\tA goal: at last\r\n\r\nfood: Salt, then wait: 10 min\nhttp://x.org\nfood:\n: no';
    assert.deepEqual(
      [...labelledLines(document)],
      [
        { label: 'sport', text: 'A goal: at last', group: null, line: 1 },
        { label: 'food', text: 'Salt, then wait: 10 min', group: null, line: 3 },
        { label: '', text: 'http://x.org', group: null, line: 4 },
        { label: 'food', text: '', group: null, line: 5 },
        { label: '', text: 'no', group: null, line: 6 },
      ],
    );
  });

  it('have no label where a colon comes late', () => {
    const prose = `${'word '.repeat(20)}: the end`;
    assert.deepEqual([...labelledLines(prose)], [{ label: '', text: prose, group: null, line: 1 }]);
  });
});
