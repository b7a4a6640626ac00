import assert from 'node:assert/strict';
import { estimateMemory, type MemoryFacts } from '../../../src/common/models/memoryEstimate';
import { bundledModels, memoryOf } from '../../../src/common/models/modelCatalog';
import { readWeightsName } from '../../../src/common/models/precisions';
import { familyOf } from '../../../src/common/models/installedModel';
import { folderName } from '../../../src/common/models/folderName';

describe('the memory that a model needs', () => {
  const gpt2: MemoryFacts = {
    task: 'text-generation',
    precision: 'fp32',
    weightBytes: 500e6,
    contextLength: 1024,
    shape: { layers: 12, heads: 12, keyValueHeads: 12, headWidth: 64, vocabulary: 50_257 },
  };

  it('is for GPT-2 small its weights, logits of a whole context and two caches', () => {
    const logits = 1024 * 50_257 * 4;
    const cache = 2 * 12 * 12 * 64 * 1024 * 4;
    const attention = 2 * 12 * 1024 * 1024 * 4;
    assert.equal(estimateMemory(gpt2), 30e6 + 550e6 + logits + 2 * cache + attention);
  });

  it('grows with the factor of the precision, and for an encoder has no cache', () => {
    const of = (precision: string): number => estimateMemory({ ...gpt2, precision });
    assert.ok(of('fp16') > of('q4f16') && of('q4f16') > of('q8') && of('q8') > of('q4'));
    assert.ok(estimateMemory({ ...gpt2, task: 'fill-mask' }) < estimateMemory(gpt2));
    assert.equal(estimateMemory({ ...gpt2, shape: null }), 30e6 + 550e6);
  });

  it('is for the bundled models more than they were measured to take, and not much more', () => {
    const measured: Readonly<Record<string, number>> = {
      'bert-base-uncased': 141e6,
      'gpt2-starter': 69e6,
    };
    for (const model of bundledModels) {
      const least = measured[model.id] ?? NaN;
      assert.ok(memoryOf(model) > least && memoryOf(model) < least * 4, model.id);
    }
  });
});

describe('names of models and their files', () => {
  it('tell the precision by the ending of the weights', () => {
    const of = (name: string) => readWeightsName(name)?.precision ?? null;
    assert.deepEqual(
      ['model', 'model_fp16', 'model_quantized', 'model_int8', 'model_uint8', 'model_q4']
        .concat(['model_q4f16', 'model_bnb4'])
        .map((stem) => of(`${stem}.onnx`)),
      ['fp32', 'fp16', 'q8', 'int8', 'uint8', 'q4', 'q4f16', 'bnb4'],
    );
    assert.deepEqual(readWeightsName('decoder_model_merged_quantized.onnx'), {
      stem: 'decoder_model_merged',
      precision: 'q8',
    });
    for (const other of ['decoder_model.onnx', 'model_q4.onnx_data', 'model_inspect_q4.onnx']) {
      assert.equal(of(other), null);
    }
  });

  it('are those of their folders, or of the model whose snapshot it is', () => {
    assert.equal(folderName('/models/gpt2-medium/'), 'gpt2-medium');
    assert.equal(folderName('C:\\models\\gpt2'), 'gpt2');
    assert.equal(folderName('/hub/models--Xenova--distilgpt2/snapshots/0123abc'), 'distilgpt2');
    assert.equal(folderName('/'), '');
  });

  it('put precisions of one folder or repository into one family', () => {
    const [bert] = bundledModels;
    assert.ok(bert);
    assert.equal(familyOf(bert), 'bert-base-uncased');
    const folder = { ...bert, source: 'folder', folder: '/models/a' } as const;
    assert.equal(familyOf(folder), '/models/a');
    const hub = { repo: 'org/a', commit: '0' };
    assert.equal(familyOf({ ...folder, source: 'hub', hub }), 'org/a');
  });
});
