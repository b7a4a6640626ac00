import assert from 'node:assert/strict';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import { TokenscopeError } from '../../../../src/common/errors';
import { surprisalBits } from '../../../../src/common/measures/causal';
import { slidingWindows } from '../../../../src/common/measures/slidingWindows';
import { runProgress } from '../../../../src/common/protocol/model/run';
import type { ReadingPart } from '../../../../src/common/protocol/model/reading';
import { surprisal, type SurprisalParams } from '../../../../src/common/protocol/model/surprisal';
import {
  addPart,
  emptyReading,
  tokenAt,
  type ReadToken,
  type TextReading,
} from '../../../../src/common/readings/textReading';
import { bundledModel, ModelProcess } from '../../../support/modelProcess';
import { bigramModel, type BigramModel } from '../../../support/tinyModels/bigramModel';
import { wordsOf } from '../../../support/textReading';
import { RawGpt2 } from './rawGpt2';

const text =
  'The keys to the cabinet are on the table, and nobody knows who left them there last night.';

describe('surprisal', function () {
  this.timeout(120_000);
  const gpt2 = bundledModel('gpt2-starter');
  const endId = 50_256;
  let worker: ModelProcess;

  before(() => {
    worker = new ModelProcess();
  });
  after(() => worker.stop());

  /** The parts in the order in which they came. */
  const partsOf = async (more: Partial<SurprisalParams> = {}): Promise<ReadingPart[]> => {
    const parts: ReadingPart[] = [];
    const listener = worker.connection.onProgress(runProgress, 'read', (value) => {
      if (value.kind === 'part') parts.push(value.part);
    });
    const params = { model: gpt2, text, startToken: true, visible: null, progress: 'read' };
    try {
      const { total } = await worker.request(surprisal, { ...params, ...more });
      assert.ok(parts.every((part) => part.total === total));
      return parts;
    } finally {
      listener.dispose();
    }
  };
  const read = async (
    more: Partial<SurprisalParams> = {},
  ): Promise<{
    reading: TextReading;
    tokens: ReadToken[];
    boundaryAfter: number;
    windows: number;
    stride: number;
  }> => {
    const parts = await partsOf(more);
    const { total, windows, stride } = parts[0]!;
    const reading = emptyReading(total);
    parts.forEach((part) => addPart(reading, part));
    assert.equal(reading.knownCount, total);
    const tokens = Array.from({ length: total }, (_, index) => tokenAt(reading, index));
    return { reading, tokens, boundaryAfter: reading.boundaryAfter, windows, stride };
  };
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  const near = (value: number, wanted: number, within: number, what = ''): void =>
    assert.ok(Math.abs(value - wanted) <= within, `${what}: ${value}, not ${wanted}`);
  const fails = (run: Promise<unknown>, code: string) =>
    assert.rejects(run, (error) => error instanceof TokenscopeError && error.code === code);

  for (const startToken of [true, false]) {
    it(`gives the numbers of plain onnxruntime fed the same shapes, start token ${startToken}`, async () => {
      const raw = await RawGpt2.open();
      const long = text.repeat(5);
      const { tokens } = await read({ text: long, startToken });
      const ids = [...(startToken ? [endId] : []), ...tokens.map(({ id }) => id)];
      assert.ok(ids.length > 70, 'more than a chunk');
      const rows = await raw.logProbs(ids, 64);
      const before = ids.length - tokens.length;
      tokens.forEach(({ id, logProb, rank, entropy, expected, context }, index) => {
        const row = rows[index + before - 1];
        if (!row) {
          assert.deepEqual([logProb, rank, entropy, expected], [null, null, null, []]);
          return;
        }
        near(logProb!, row[id]!, 1e-3, String(index));
        assert.equal(rank, 1 + row.filter((other) => other > row[id]!).length);
        near(entropy!, -sum(Array.from(row, (each) => (Math.exp(each) * each) / Math.LN2)), 1e-3);
        near(expected[0]!.logProb, Math.max(...row), 1e-3);
        assert.equal(expected.length, 5);
        assert.equal(expected[0]!.token.replace('Ġ', ' ').replace('Ċ', '\n'), expected[0]!.text);
        assert.equal(context, index + before);
      });
      await raw.release();
    });
  }

  for (const { contextLength, times, least } of [
    { contextLength: 8, times: 1, least: 4 },
    // Of 200 tokens the first 64 are fed for their context alone.
    { contextLength: 200, times: 13, least: 2 },
  ]) {
    it(`reads what does not fit by a sliding window, as plain onnxruntime does: ${contextLength} tokens`, async () => {
      const raw = await RawGpt2.open();
      const short = { ...gpt2, id: `gpt2-short-${contextLength}`, contextLength };
      const long = text.repeat(times);
      const { tokens, windows, stride } = await read({ model: short, text: long });
      assert.equal(stride, contextLength / 2);
      const ids = [endId, ...tokens.map(({ id }) => id)];
      const laid = slidingWindows(ids.length, contextLength);
      assert.equal(windows, laid.length);
      assert.ok(windows >= least);
      for (const window of laid) {
        const rows = await raw.logProbs(ids.slice(window.start, window.end), 64);
        for (
          let index = window.scoredStart;
          index < Math.min(window.scoredEnd, ids.length);
          index++
        ) {
          const { logProb, id, context } = tokens[index - 1]!;
          near(logProb!, rows[index - 1 - window.start]![id]!, 1e-3, String(index));
          assert.equal(context, index - window.start);
          assert.ok(context >= Math.min(index, contextLength / 2));
        }
      }
      await raw.release();
    });
  }

  it('adds up: bow surprisals are the sum less the boundary after the text', async () => {
    const { reading, tokens, boundaryAfter } = await read();
    const words = wordsOf(text, reading);
    assert.equal(words.starts.length, 18);
    const raw = sum(tokens.map(({ logProb }) => surprisalBits(logProb!)));
    near(reading.sums.bits, raw, 1e-9);
    near(sum([...words.bits]), raw, 1e-9);
    near(sum([...words.bitsBow]), raw - boundaryAfter / Math.LN2, 1e-9);
  });

  describe('of a bigram model', () => {
    const contextLength = 8;
    let bigram: BigramModel;
    /** Whose next token is likely the byte after; from a letter a space is as likely as e². */
    before(() => {
      bigram = bigramModel(
        (id, byteId) =>
          new Map([
            [(id + 1) % 257, 3],
            [byteId(0x20), 2],
          ]),
        contextLength,
      );
    });
    after(() => bigram.dispose());

    /** ln p of the bigram table. */
    const logProbOf = (last: number, next: number): number => {
      const logits = Array.from({ length: bigram.vocabularySize }, () => -10);
      logits[(last + 1) % 257] = 3;
      logits[bigram.byteId(0x20)] = 2;
      return logits[next]! - Math.log(sum(logits.map(Math.exp)));
    };

    for (const length of [7, 8, 9, 12, 13]) {
      it(`scores each of ${length} tokens once, and they add up to ln p of the text`, async () => {
        const written = 'ab cd ef gh ij'.slice(0, length).trim().padEnd(length, 'z');
        const { reading, tokens, boundaryAfter } = await read({ model: bigram.ref, text: written });
        assert.equal(tokens.length, length);
        const ids = [bigram.endId, ...tokens.map(({ id }) => id)];
        const wanted = sum(ids.slice(1).map((id, index) => logProbOf(ids[index]!, id)));
        near(sum(tokens.map(({ logProb }) => logProb!)), wanted, 1e-5);
        // B: the six ASCII bytes of whitespace, and end of text.
        const spaces = [0x20, 0x09, 0x0a, 0x0b, 0x0c, 0x0d].map((byte) => bigram.byteId(byte));
        const inBoundary = [bigram.endId, ...spaces].map((id) => logProbOf(ids.at(-1)!, id));
        near(boundaryAfter, Math.log(sum(inBoundary.map(Math.exp))), 1e-5);
        const { bitsBow } = wordsOf(written, reading);
        near(sum([...bitsBow]), -(wanted + boundaryAfter) / Math.LN2, 1e-5);
      });
    }
  });

  it('gives every part of a character the place of the whole', async () => {
    const { reading, tokens } = await read({ text: 'An 🦕 ran.' });
    const parts = tokens.filter(({ start, end }) => start === 3 && end === 5);
    assert.ok(parts.length > 1);
    const { starts, ends } = wordsOf('An 🦕 ran.', reading);
    assert.deepEqual([...starts], [0, 3, 6]);
    assert.deepEqual([...ends], [2, 5, 10]);
    // Its bytes and its code point are counted once, wherever parts are cut.
    assert.deepEqual([reading.sums.codePoints, reading.sums.bytes], [9, 12]);
  });

  it('reads what is seen first, and gives the same numbers as in order', async () => {
    const short = { ...gpt2, id: 'gpt2-short', contextLength: 128 };
    const long = text.repeat(20);
    const inOrder = await read({ model: short, text: long });
    const start = Math.floor(long.length / 2);
    const parts = await partsOf({
      ...{ model: short, text: long, visible: { start, end: start + 200 } },
    });
    const { starts, ends } = parts[0]!.columns;
    assert.ok(starts[0]! <= start + 200 && ends.at(-1)! > start, 'the first part is seen');
    assert.ok(parts.length > 4);
    const reading = emptyReading(parts[0]!.total);
    [...parts, ...parts].forEach((part) => addPart(reading, part));
    for (const name of ['ids', 'starts', 'ends', 'ranks', 'contexts', 'expectedIds'] as const) {
      assert.deepEqual(reading.columns[name], inOrder.reading.columns[name], name);
    }
    assert.deepEqual(reading.columns.logProbs, inOrder.reading.columns.logProbs);
    assert.equal(reading.sums.scored, inOrder.tokens.length);
    assert.deepEqual(reading.sums.histogram, inOrder.reading.sums.histogram);
    assert.equal(reading.sums.codePoints, long.length);
    near(reading.sums.bits, inOrder.reading.sums.bits, 1e-6);
  });

  it('tells its share, and stops between chunks', async () => {
    const source = new CancellationTokenSource();
    const shares: number[] = [];
    const listener = worker.connection.onProgress(runProgress, 'long', (value) => {
      if (value.kind === 'share') {
        shares.push(value.share);
        source.cancel();
      }
    });
    const params = {
      ...{ model: gpt2, text: text.repeat(100), startToken: true },
      ...{ visible: null, progress: 'long' },
    };
    await fails(worker.request(surprisal, params, source.token), 'Cancelled');
    listener.dispose();
    assert.ok(shares.length < 10, `cancelled after ${shares.length} chunks`);
  });

  it('refuses nothing, too much, and logits that are no numbers', async () => {
    await fails(read({ text: '' }), 'EmptyText');
    await fails(read({ text: 'word '.repeat(200_001) }), 'TooLong');
    const broken = bigramModel(() => new Map([[1, Number.NaN]]));
    await fails(read({ model: broken.ref, text: 'ab' }), 'Internal');
    broken.dispose();
  });

  it('reads one token alone', async () => {
    const { reading, tokens, boundaryAfter } = await read({ text: 'The', startToken: false });
    assert.deepEqual([reading.sums.scored, reading.sums.codePoints], [0, 0]);
    assert.deepEqual(
      tokens.map(({ logProb }) => logProb),
      [null],
    );
    assert.ok(boundaryAfter < 0);
  });
});
