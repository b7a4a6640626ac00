import assert from 'node:assert/strict';
import path from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { isTokenscopeError } from '../../../../src/common/errors';
import { attention, attentionWeights } from '../../../../src/common/protocol/model/attention';
import { logitLens } from '../../../../src/common/protocol/model/logitLens';
import { bundledModel, ModelProcess } from '../../../support/modelProcess';
import { logSoftmax, rankOf } from '../rawBert';

describe('the logit lens', function () {
  this.timeout(60_000);
  const gpt2 = bundledModel('gpt2-starter');
  const text = 'It was the best of times, it was the worst of times.';
  let worker: ModelProcess;

  before(() => (worker = new ModelProcess()));
  after(() => worker.stop());

  const run = (whole: string, focus: number) =>
    worker.request(logitLens, { model: gpt2, text: whole, focus });

  async function raw(ids: readonly number[]) {
    const file = path.join(gpt2.folder, 'onnx', 'model_inspect_quantized.onnx');
    const session = await InferenceSession.create(file, { intraOpNumThreads: 1 });
    const int64 = (values: readonly number[]) =>
      new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
    const outputs = await session.run(
      {
        input_ids: int64(ids),
        attention_mask: int64(ids.map(() => 1)),
        position_ids: int64(ids.map((_, index) => index)),
      },
      ['logits', 'layer_logits'],
    );
    await session.release();
    const [, layers = 0, length = 0, width = 0] = outputs['layer_logits']!.dims;
    const lens = outputs['layer_logits']!.data as Float32Array;
    const logits = outputs['logits']!.data as Float32Array;
    return {
      layers,
      at: (layer: number, position: number) =>
        lens.subarray((layer * length + position) * width).subarray(0, width),
      output: (position: number) => logits.subarray(position * width, (position + 1) * width),
    };
  }

  it('gives the scores that plain onnxruntime gives, and at the last layer those of the model', async () => {
    const { positions, cells } = await run(text, text.length - 1);
    const plain = await raw(positions.map(({ id }) => id));
    assert.equal(cells.length, plain.layers);
    assert.equal(cells.length, 6);
    for (const [layer, row] of cells.entries()) {
      for (const [position, cell] of row.entries()) {
        const logits = plain.at(layer, position);
        const expected = logSoftmax(logits);
        assert.equal(cell.ids.length, 5);
        cell.ids.forEach((id, index) => {
          assert.equal(rankOf(logits, id), index + 1);
          assert.ok(Math.abs(cell.logProbs[index]! - expected[id]!) <= 1e-3);
        });
        const bits = expected.reduce((sum, l) => sum - Math.exp(l) * l, 0) / Math.LN2;
        assert.ok(Math.abs(cell.entropyBits - bits) <= 1e-3);
        const { next } = positions[position]!;
        if (next !== null) {
          assert.ok(Math.abs(cell.next!.logProb - expected[next]!) <= 1e-3);
          assert.equal(cell.next!.rank, rankOf(logits, next));
        }
      }
    }
    for (const position of positions.keys()) {
      const own = plain.output(position);
      plain.at(5, position).forEach((logit, id) => {
        assert.ok(Math.abs(logit - own[id]!) <= 1e-4, `${position} ${id}`);
      });
    }
    assert.notEqual(cells[0]!.at(-1)!.ids[0], cells[5]!.at(-1)!.ids[0]);
  });

  it('reads up to the token at the cursor, and knows what comes after it', async () => {
    const { positions, tokens, dropped } = await run(text, text.indexOf('best') + 1);
    assert.deepEqual(
      positions.map(({ token }) => token),
      ['<|endoftext|>', 'It', 'Ġwas', 'Ġthe', 'Ġbest'],
    );
    assert.equal(positions[0]!.special, true);
    assert.deepEqual(tokens[positions.at(-1)!.next!], { token: 'Ġof', text: ' of' });
    assert.equal(dropped, 0);
    const whole = await run(text, text.length);
    assert.equal(whole.positions.at(-1)!.next, null);
    assert.equal(whole.cells[0]!.at(-1)!.next, null);
  });

  it('gives the attention of the token at the cursor, the same as the attention tool', async () => {
    const { positions, attention: focus } = await run(text, text.indexOf('best') + 1);
    const read = await worker.request(attention, {
      ...{ model: gpt2, text: text.slice(0, text.indexOf('best') + 4), masked: null },
    });
    assert.deepEqual(
      read.ids,
      positions.map(({ id }) => id),
    );
    const { layers, heads, tokens } = read.shape;
    assert.deepEqual([focus.layers, focus.heads, focus.weights.length], [6, 4, 24 * tokens]);
    for (let layer = 0; layer < layers; layer++) {
      const part = { kind: 'layer', layer } as const;
      const weights = await worker.request(attentionWeights, {
        ...{ model: gpt2, ids: read.ids, part },
      });
      for (let head = 0; head < heads; head++) {
        const from = ((head + 1) * tokens - 1) * tokens;
        const own = focus.weights.subarray((layer * heads + head) * tokens).subarray(0, tokens);
        assert.ok(Math.abs(own.reduce((sum, each) => sum + each, 0) - 1) < 1e-5);
        own.forEach((weight, to) => assert.ok(Math.abs(weight - weights[from + to]!) < 1e-5));
      }
    }
  });

  it('keeps the last 128 tokens, behind the start token', async () => {
    const { positions, cells, dropped } = await run('word '.repeat(300).trim(), 5 * 299);
    assert.equal(positions.length, 128);
    assert.equal(cells[5]!.length, 128);
    assert.equal(positions[0]!.special, true);
    assert.equal(positions[0]!.next, positions[1]!.id);
    assert.equal(dropped, 300 - 127);
  });

  it('says that there is no text, and that a model has no such output', async () => {
    await assert.rejects(run(' \n', 0), (error) => isTokenscopeError(error, 'EmptyText'));
    const plain = { path: 'onnx/model_quantized.onnx', files: [] };
    for (const graphs of [{}, { inspect: plain }]) {
      const without = { ...gpt2, id: `gpt2-with-${Object.keys(graphs).length}-graphs`, graphs };
      await assert.rejects(worker.request(logitLens, { model: without, text, focus: 3 }), (error) =>
        isTokenscopeError(error, 'MissingOutput'),
      );
    }
  });
});
