import assert from 'node:assert/strict';
import { rowBatches } from '../../../src/host/exports/rowBatches';

describe('rows cut into batches', () => {
  const still = (): number => 0;
  const numbers = (count: number): number[][] => Array.from({ length: count }, (_, at) => [at]);
  const sizes = (batches: Iterable<readonly unknown[]>): number[] =>
    Array.from(batches, ({ length }) => length);

  it('are all there, in their order', () => {
    const rows = numbers(4_500);
    assert.deepEqual(Array.from(rowBatches(rows, still)).flat(), rows);
    assert.deepEqual(sizes(rowBatches(rows, still)), [2_000, 2_000, 500]);
    assert.deepEqual(sizes(rowBatches([], still)), []);
  });

  it('are cut after the time that a batch may take', () => {
    let clock = 0;
    const slow = function* (): Generator<number[]> {
      for (const row of numbers(10)) {
        clock += 3;
        yield row;
      }
    };
    assert.deepEqual(sizes(rowBatches(slow(), () => clock)), [3, 3, 3, 1]);
  });

  it('are cut where a message would be large, each with one row at least', () => {
    const text = 'x'.repeat(100 * 1024);
    assert.deepEqual(
      sizes(
        rowBatches(
          Array.from({ length: 7 }, () => [text]),
          still,
        ),
      ),
      [3, 3, 1],
    );
    assert.deepEqual(sizes(rowBatches([[text.repeat(9)], [text.repeat(9)]], still)), [1, 1]);
    const wide = Array.from({ length: 100 }, () => Array.from({ length: 768 }, () => 0.5));
    assert.ok(Math.max(...sizes(rowBatches(wide, still))) < 50);
  });

  it('are made only as they are asked for', () => {
    let made = 0;
    const rows = function* (): Generator<number[]> {
      for (;;) yield [made++];
    };
    const batches = rowBatches(rows(), still);
    batches.next();
    assert.equal(made, 2_000);
    batches.return(undefined);
  });
});
