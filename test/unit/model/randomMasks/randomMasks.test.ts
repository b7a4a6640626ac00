import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Tokenizer } from 'tokenizers';
import { TokenscopeError } from '../../../../src/common/errors';
import {
  randomMasks,
  type RandomMasksParams,
} from '../../../../src/common/protocol/model/randomMasks';
import { seededRandom } from '../../../../src/workers/model/decoding/random';
import { drawMasks } from '../../../../src/workers/model/randomMasks/drawMasks';
import { bundledModel, ModelProcess } from '../../../support/modelProcess';
import { logSoftmax, RawBert, rankOf, rowAt } from '../rawBert';

const paragraph =
  'The old lighthouse keeper climbed the stairs, as he had done every evening for thirty years. ' +
  'That night, however, the lamp was already burning.';

describe('masks drawn at random', () => {
  const draw = (count: number, share: number, seed: number, scheme: 'mask' | 'pretraining') =>
    drawMasks(
      {
        positions: Array.from({ length: count }, (_, index) => index + 1),
        ids: Array.from({ length: count + 2 }, (_, index) => 1000 + index),
        share,
        scheme,
        maskId: 103,
        randomId: (at) => 2000 + Math.floor(at * 500),
      },
      seededRandom(seed),
    );

  it('are as many as the share says, each once, the same for the same seed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 90 }),
        fc.nat(),
        (count, share, seed) => {
          const drawn = draw(count, share, seed, 'mask');
          const positions = drawn.map(({ position }) => position);
          assert.equal(drawn.length, Math.max(1, Math.round((count * share) / 100)));
          assert.equal(new Set(positions).size, drawn.length);
          assert.ok(positions.every((at, index) => index === 0 || at > positions[index - 1]!));
          assert.ok(positions.every((at) => at >= 1 && at <= count));
          assert.deepEqual(draw(count, share, seed, 'mask'), drawn);
        },
      ),
    );
  });

  it('are spread evenly over the text, and treated 80 / 10 / 10', () => {
    const times = new Map<string, number>();
    const places = new Array<number>(20).fill(0);
    for (let seed = 0; seed < 2_000; seed++) {
      for (const { position, treatment, id } of draw(20, 15, seed, 'pretraining')) {
        times.set(treatment, (times.get(treatment) ?? 0) + 1);
        places[position - 1]!++;
        assert.equal(treatment === 'kept', id === 1000 + position);
        assert.equal(treatment === 'masked', id === 103);
      }
    }
    const all = 6_000;
    assert.ok(Math.abs(times.get('masked')! / all - 0.8) < 0.02);
    assert.ok(Math.abs(times.get('replaced')! / all - 0.1) < 0.02);
    assert.ok(Math.abs(times.get('kept')! / all - 0.1) < 0.02);
    assert.ok(
      places.every((count) => Math.abs(count - 300) < 80),
      places.join(' '),
    );
  });
});

describe('mask at random, with BERT', function () {
  this.timeout(60_000);
  const bert = bundledModel('bert-base-uncased');
  let worker: ModelProcess;

  before(() => {
    worker = new ModelProcess();
  });
  after(() => worker.stop());

  const run = (more: Partial<RandomMasksParams> = {}) =>
    worker.request(randomMasks, {
      model: bert,
      text: paragraph,
      share: 15,
      scheme: 'mask',
      seed: 7,
      topK: 5,
      ...more,
    });

  it('gives accuracy and loss of plain onnxruntime on the same masks', async () => {
    const { chosen, accuracy, loss, tokens } = await run();
    assert.equal(chosen.length, Math.round((tokens - 2) * 0.15));
    for (const { start, end, token } of chosen) {
      assert.equal(paragraph.slice(start, end).toLowerCase(), token.replace('##', ''));
    }
    const raw = await RawBert.open('model_q4.onnx');
    const encoding = await Tokenizer.fromFile(`${bert.folder}/tokenizer.json`).encode(paragraph);
    const masked = encoding.getIds();
    const offsets = encoding.getOffsets();
    const positions = chosen.map(({ start }) =>
      offsets.findIndex(([from, to]) => from === start && to! > start),
    );
    positions.forEach((position) => (masked[position] = 103));
    const logits = (await raw.run(masked))('logits');
    const scores = positions.map((position, index) => {
      const { id, logProb, rank } = chosen[index]!;
      const expected = logSoftmax(rowAt(logits, position))[id]!;
      assert.ok(Math.abs(logProb - expected) <= 1e-3);
      assert.equal(rank, rankOf(rowAt(logits, position), id));
      return { expected, rank };
    });
    await raw.release();
    const mean = scores.reduce((sum, { expected }) => sum + expected, 0) / scores.length;
    assert.ok(Math.abs(loss + mean) <= 1e-3);
    assert.equal(accuracy, scores.filter(({ rank }) => rank === 1).length / scores.length);
  });

  it('draws otherwise with another seed, and guesses well on plain English', async () => {
    const places = async (seed: number) =>
      (await run({ seed })).chosen.map(({ start }) => start).join(' ');
    assert.notEqual(await places(1), await places(2));
    assert.ok((await run({ seed: 3 })).loss < 6);
  });

  it('puts random tokens in and keeps some, as pretraining does', async () => {
    const { chosen } = await run({ share: 90, scheme: 'pretraining' });
    for (const { treatment, shown, token } of chosen) {
      assert.equal(shown === '[MASK]', treatment === 'masked');
      assert.ok(treatment !== 'kept' || shown === token);
    }
    assert.ok(chosen.some(({ treatment }) => treatment !== 'masked'));
  });

  it('cuts a long text and says so, and refuses an empty one and bad numbers', async () => {
    const { dropped, tokens, end } = await run({ text: 'word '.repeat(700) });
    assert.equal(tokens, 512);
    assert.equal(dropped, 700 - 510);
    assert.equal(end, 5 * 510 - 1);
    const rest = await run({
      text: `${'word '.repeat(20)}${'x'.repeat(40_000)} ${'y '.repeat(40_000)}`,
    });
    assert.ok(rest.dropped > 0);
    const fails = (more: Partial<RandomMasksParams>, code: string) =>
      assert.rejects(run(more), (error) => error instanceof TokenscopeError && error.code === code);
    await fails({ text: '  ' }, 'EmptyText');
    await fails({ text: '[MASK]' }, 'EmptyText');
    await fails({ share: 0 }, 'InvalidParameter');
    await fails({ seed: -1 }, 'InvalidParameter');
  });
});
