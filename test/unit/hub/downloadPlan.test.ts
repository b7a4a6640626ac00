import assert from 'node:assert/strict';
import {
  isTokenscopeError,
  type ErrorCode,
  type TokenscopeError,
} from '../../../src/common/errors';
import {
  offeredPrecisions,
  planDownload,
  planTokenizer,
} from '../../../src/common/hub/downloadPlan';
import type { HubModel } from '../../../src/common/hub/hubModel';

describe('the plan of a download', () => {
  const model = (files: Record<string, number>, id = 'org/name'): HubModel => ({
    ...{ asked: id, id, revision: 'main', commit: 'c'.repeat(40), gated: false, private: false },
    ...{ task: null, architecture: null, licence: null, languages: [], tags: [] },
    ...{ downloads: 0, updated: '' },
    files: Object.entries(files).map(([path, bytes]) => ({
      ...{ path, bytes, etag: 'e'.repeat(64), hash: 'sha256' },
    })),
  });
  const base = {
    'config.json': 500,
    'generation_config.json': 100,
    'tokenizer.json': 5_000,
    'tokenizer_config.json': 200,
    'special_tokens_map.json': 50,
    'README.md': 1_000,
  };
  const baseBytes = 6_850;
  const never = {
    'pytorch_model.bin': 1e9,
    'model.safetensors': 1e9,
    'modeling_custom.py': 100,
    'vocab.txt': 100,
    'onnx/model.onnx.backup': 1e9,
  };
  const paths = (asked: HubModel, precision: string): string[] =>
    planDownload(asked, precision).files.map(({ path }) => path);
  const fails = <C extends ErrorCode>(work: () => unknown, code: C): TokenscopeError<C>['args'] => {
    try {
      work();
    } catch (error) {
      assert.ok(isTokenscopeError(error, code), String(error));
      return error.args;
    }
    return assert.fail('did not throw');
  };

  it('has graph, external data, configuration, tokenizer and card, and nothing else', () => {
    const gpt2Xl = model({
      ...base,
      ...never,
      'onnx/model.onnx': 1e6,
      'onnx/model.onnx_data': 4e9,
      'onnx/model.onnx_data_1': 2e9,
      'onnx/model_q4.onnx': 8e8,
      'onnx/model_q4f16.onnx': 7e8,
    });
    assert.deepEqual(paths(gpt2Xl, 'fp32'), [
      ...Object.keys(base),
      ...['onnx/model.onnx', 'onnx/model.onnx_data', 'onnx/model.onnx_data_1'],
    ]);
    assert.deepEqual(paths(gpt2Xl, 'q4'), [...Object.keys(base), 'onnx/model_q4.onnx']);
    assert.deepEqual(offeredPrecisions(gpt2Xl), [
      { precision: 'fp32', graphs: ['model'], bytes: 6.001e9 + baseBytes },
      { precision: 'q4', graphs: ['model'], bytes: 8e8 + baseBytes },
      { precision: 'q4f16', graphs: ['model'], bytes: 7e8 + baseBytes },
    ]);
    assert.equal(planDownload(gpt2Xl, 'q4').bytes, 8e8 + baseBytes);
  });

  it('takes the merged decoder of an older export, and encoder and decoder together', () => {
    const older = model({
      ...base,
      'onnx/decoder_model.onnx': 1,
      'onnx/decoder_model_merged_quantized.onnx': 2,
      'onnx/decoder_with_past_model.onnx': 3,
    });
    assert.deepEqual(planDownload(older, 'q8').graphs, ['decoder_model_merged']);
    assert.deepEqual(paths(older, 'q8'), [
      ...Object.keys(base),
      'onnx/decoder_model_merged_quantized.onnx',
    ]);
    const t5 = model({
      ...base,
      'onnx/encoder_model.onnx': 1,
      'onnx/decoder_model_merged.onnx': 2,
    });
    assert.deepEqual(planDownload(t5, 'fp32').graphs, ['encoder_model', 'decoder_model_merged']);
  });

  it('can be of the tokenizer alone', () => {
    const plan = planTokenizer(model({ ...base, ...never }));
    assert.deepEqual([plan.kind, plan.precision, plan.graphs], ['tokenizer', null, []]);
    assert.deepEqual(
      plan.files.map(({ path }) => path).sort(),
      [
        'README.md',
        'config.json',
        'special_tokens_map.json',
        'tokenizer.json',
        'tokenizer_config.json',
      ].sort(),
    );
    fails(() => planTokenizer(model({ 'config.json': 1 })), 'HubFileMissing');
  });

  it('says which precisions there are, and where else the model is', () => {
    const halves = model({ ...base, 'onnx/model_fp16.onnx': 1 });
    assert.deepEqual(fails(() => planDownload(halves, 'q8'), 'HubNoPrecision').offered, ['fp16']);
    for (const [id, sibling] of [
      ['openai-community/gpt2-medium', 'onnx-community/gpt2-medium-ONNX'],
      ['org/name', null],
    ] as const) {
      const args = fails(() => planDownload(model({ ...base, ...never }, id), 'fp32'), 'HubNoOnnx');
      assert.deepEqual(args, { model: id, sibling, tokenizer: true });
    }
  });

  it('refuses a model that no tool can use before anything is fetched, by its class', () => {
    const graph = { 'onnx/model.onnx': 1 };
    const of = (architecture: string, files = {}): HubModel => ({
      ...model({ ...base, ...graph, ...files }),
      architecture,
    });
    for (const fitting of ['BertForMaskedLM', 'GPT2LMHeadModel', 'LlamaForCausalLM']) {
      assert.equal(planDownload(of(fitting), 'fp32').kind, 'model');
    }
    assert.deepEqual(
      fails(() => planDownload(of('T5ForConditionalGeneration'), 'fp32'), 'HubWrongKind'),
      { model: 'org/name', architecture: 'T5ForConditionalGeneration', tokenizer: true },
    );
    assert.equal(planTokenizer(of('T5ForConditionalGeneration')).kind, 'tokenizer');
  });

  it('refuses absurd sizes before anything is fetched, and needs configuration and tokenizer', () => {
    const graph = { 'onnx/model.onnx': 1 };
    fails(
      () => planDownload(model({ ...base, ...graph, 'config.json': 1e10 }), 'fp32'),
      'HubFileTooLarge',
    );
    fails(
      () => planDownload(model({ ...base, ...graph, 'tokenizer.json': 1e9 }), 'fp32'),
      'HubFileTooLarge',
    );
    assert.ok(
      !paths(model({ ...base, ...graph, 'README.md': 1e10 }), 'fp32').includes('README.md'),
    );
    fails(() => planDownload(model({ ...graph, 'config.json': 1 }), 'fp32'), 'HubFileMissing');
    fails(() => planDownload(model({ ...graph, 'tokenizer.json': 1 }), 'fp32'), 'HubFileMissing');
  });
});
