import assert from 'node:assert/strict';
import { TokenscopeError } from '../../../src/common/errors';
import type { Cell, Column } from '../../../src/common/exports/table';
import { tabSeparated } from '../../../src/host/exports/tabSeparated';
import { inSlices } from '../../../src/host/lifecycle/inSlices';

describe('a table for the clipboard', () => {
  const columns = ['run_id', 'word', 'bits'].map((name): Column => ({
    ...{ name, type: 'string', description: '' },
  }));

  it('has a header and a line for each row, without the id of the run', async () => {
    const rows: Cell[][] = [
      ['r', 'NA', 0.1],
      ['r', 'a\tb\r\nc', null],
      ['r', '', true],
    ];
    assert.equal(
      await inSlices(tabSeparated(columns, rows)),
      'word\tbits\nNA\t0.1\na b c\t\n\ttrue\n',
    );
    assert.equal(await inSlices(tabSeparated(columns, [])), 'word\tbits\n');
  });

  it('is refused when it is too long, before all of its rows are made', async () => {
    let made = 0;
    const rows = function* (): Generator<Cell[]> {
      for (; made < 1_000; made++) yield ['r', 'word', made];
    };
    await assert.rejects(
      inSlices(tabSeparated(columns, rows(), 100)),
      (error) =>
        error instanceof TokenscopeError &&
        error.code === 'TableTooLongToCopy' &&
        (error.args as { limit?: number }).limit === 100,
    );
    assert.ok(made < 20, `${made} rows were made`);
  });
});
