import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import { attentionRollout, meanOverHeads } from '../../../../src/common/measures/attentionRollout';
import type { ProvenanceSeed } from '../../../../src/common/exports/provenance';
import { isTokenscopeError } from '../../../../src/common/errors';
import {
  attention,
  attentionThumbnails,
  attentionWeights,
  exportAttention,
  type AttentionParams,
} from '../../../../src/common/protocol/model/attention';
import { runProgress } from '../../../../src/common/protocol/model/run';
import { bundledModel, ModelProcess } from '../../../support/modelProcess';
import { robertaModel } from '../../../support/tinyModels/robertaModel';
import { readBertGolden } from '../../golden/bertGolden';
import { RawBert } from '../rawBert';

/** Kernels of other processors were seen to move a weight by 0.004. */
const otherProcessors = 0.02;

const golden = readBertGolden().rollout;
const flat = (value: unknown): number[] => [value].flat(Infinity) as number[];
const near = (actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number) => {
  assert.equal(actual.length, expected.length);
  Array.from(expected).forEach((value, index) =>
    assert.ok(Math.abs(actual[index]! - value) <= tolerance, `${index}: ${actual[index]} ${value}`),
  );
};

describe('attention', () => {
  const bert = bundledModel('bert-base-uncased');
  const { text } = golden.sentence;
  let model: ModelProcess;

  before(() => (model = new ModelProcess()));
  after(() => model.stop());

  it('rolls out 2 × 2 weights as by hand, layer by layer', () => {
    const weights = Float32Array.from(flat(golden.by_hand.attentions));
    const shape = { layers: 2, heads: 2, tokens: 2 };
    near(meanOverHeads(weights.subarray(0, 8), shape), [0.5, 0.5, 0.5, 0.5], 1e-7);
    near(attentionRollout(weights, shape, 0), flat(golden.by_hand.with_residual[0]), 1e-7);
    near(attentionRollout(weights, shape), flat(golden.by_hand.rollout), 1e-7);
  });

  it('gives the weights that plain onnxruntime gives, and the reference rollout', async () => {
    const read = await model.request(attention, { model: bert, text, masked: null });
    assert.deepEqual(read.ids, golden.sentence.ids);
    assert.deepEqual(read.shape, { layers: 12, heads: 12, tokens: 16 });
    assert.equal(read.cut, false);
    const raw = await RawBert.open('model_inspect_q4.onnx');
    const { data } = (await raw.run(read.ids))('attentions');
    await raw.release();
    const reading = { model: bert, ids: read.ids };
    for (const layer of [0, 5, 11]) {
      const part = { kind: 'layer', layer } as const;
      const weights = await model.request(attentionWeights, { ...reading, part });
      near(weights, data.subarray(layer * 3072, (layer + 1) * 3072), 1e-4);
      for (const known of golden.sentence.weights.filter((each) => each.layer === layer)) {
        const at = (known.head * 16 + known.from) * 16 + known.to;
        assert.ok(Math.abs(weights[at]! - known.weight) <= otherProcessors);
      }
    }
    const part = { kind: 'rollout', layer: 11 } as const;
    const rollout = await model.request(attentionWeights, { ...reading, part });
    near(rollout.subarray(0, 16), golden.sentence.first_row, otherProcessors);
    const { side, cells } = await model.request(attentionThumbnails, reading);
    assert.equal(side, 16);
    near(
      cells,
      Array.from(data, (weight) => Math.round(weight * 255)),
      1,
    );
  });

  it('masks a token and tells what BERT expects there', async () => {
    const sentence = 'The capital of France is Paris.';
    const read = await model.request(attention, { model: bert, text: sentence, masked: 6 });
    assert.equal(read.ids[6], 103);
    assert.equal(read.tokens[6]?.token, 'paris');
    assert.equal(read.prediction?.masked.top[0]?.token, 'paris');
    assert.equal(read.prediction.masked.top.length, 5);
    assert.ok(read.prediction.before.own.logProb > read.prediction.masked.own.logProb);
    await refuses({ model: bert, text: sentence, masked: 0 }, 'InvalidParameter');
  });

  it('reads GPT-2 after its start token, no token attending to a later one', async () => {
    const gpt2 = bundledModel('gpt2-starter');
    const read = await model.request(attention, {
      model: gpt2,
      text: 'Once upon a time',
      masked: null,
    });
    assert.deepEqual(read.shape, { layers: 6, heads: 4, tokens: 5 });
    assert.equal(read.tokens[0]?.special, true);
    const part = { kind: 'layer', layer: 3 } as const;
    const weights = await model.request(attentionWeights, { model: gpt2, ids: read.ids, part });
    for (let head = 0; head < 4; head++) {
      near(weights.subarray(head * 25, head * 25 + 5), [1, 0, 0, 0, 0], 1e-6);
    }
    await refuses({ model: gpt2, text: 'Once upon', masked: 1 }, 'WrongModelKind');
  });

  it('cuts a text at 128 tokens', async () => {
    const read = await model.request(attention, {
      model: bert,
      text: 'We went home. '.repeat(60),
      masked: null,
    });
    assert.equal(read.ids.length, 128);
    assert.equal(read.ids.at(-1), 102);
    assert.equal(read.cut, true);
  });

  it('says that a model without these outputs has none', async () => {
    const tiny = robertaModel(['a', 'b'], {});
    try {
      await refuses({ model: tiny.ref, text: 'a b', masked: null }, 'MissingOutput');
    } finally {
      tiny.dispose();
    }
    // The graph is there, and has no attentions.
    const inspect = { path: 'onnx/sentiment_q4.onnx', files: [] };
    const other = { ...bert, id: 'bert-of-another-kind', graphs: { inspect } };
    await refuses({ model: other, text, masked: null }, 'MissingOutput');
  });

  it('streams all weights into a CSV file, computed anew after they were lost', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tokenscope-attention-'));
    const fresh = new ModelProcess();
    try {
      const file = path.join(folder, 'weights.csv');
      const columns = ['layer', 'head', 'from', 'to', 'weight'].map(
        (name) => ({ name, type: 'number', description: '' }) as const,
      );
      const provenance = { run_id: 'one' } as ProvenanceSeed;
      const { ids } = golden.sentence;
      await fresh.request(exportAttention, {
        model: bert,
        ids,
        table: { file, format: 'csv', columns, provenance, inputs: [text] },
      });
      const [header, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\r\n');
      assert.equal(header, '"layer","head","from","to","weight"');
      assert.equal(rows.length, 144 * 16 * 16);
      const known = golden.sentence.weights[1]!;
      const start = `${known.layer},${known.head},${known.from},${known.to},`;
      const weight = Number(rows.find((row) => row.startsWith(start))?.slice(start.length));
      assert.ok(Math.abs(weight - known.weight) <= otherProcessors);
    } finally {
      await fresh.stop();
      rmSync(folder, { recursive: true });
    }
  });

  it('leaves no file behind when an export of 128 tokens is cancelled', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tokenscope-attention-'));
    try {
      const ids = [101, ...Array.from({ length: 126 }, (_, index) => 2000 + index), 102];
      const source = new CancellationTokenSource();
      const shares: number[] = [];
      const table = {
        file: path.join(folder, 'weights.csv'),
        format: 'csv',
        columns: ['layer', 'head', 'from', 'to', 'weight'].map(
          (name) => ({ name, type: 'number', description: '' }) as const,
        ),
        provenance: { run_id: 'one' } as ProvenanceSeed,
        inputs: [text],
      } as const;
      model.connection.onProgress(runProgress, 'export', (value) => {
        if (value.kind !== 'share') return;
        shares.push(value.share);
        if (shares.length === 3) {
          assert.notDeepEqual(readdirSync(folder), [], 'it is being written');
          source.cancel();
        }
      });
      const params = { model: bert, ids, table, progress: 'export' };
      const asked = model.request(exportAttention, params, source.token);
      await assert.rejects(asked, (error) => isTokenscopeError(error, 'Cancelled'));
      assert.ok(shares.length < 144);
      assert.deepEqual(readdirSync(folder), []);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  async function refuses(
    params: AttentionParams,
    code: 'MissingOutput' | 'InvalidParameter' | 'WrongModelKind',
  ) {
    await assert.rejects(model.request(attention, params), (error) =>
      isTokenscopeError(error, code),
    );
  }
});
