import assert from 'node:assert/strict';
import { onnxAlias, onnxSibling, plainName } from '../../../src/common/hub/aliases';

describe('aliases of hub ids', () => {
  it('resolves plain ids to the repositories that have their ONNX files', () => {
    const repos: Readonly<Record<string, string>> = {
      'gpt2-medium': 'onnx-community/gpt2-medium-ONNX',
      'bert-base-cased': 'Xenova/bert-base-cased',
      'bert-base-multilingual-cased': 'Xenova/bert-base-multilingual-cased',
      'xlm-roberta-base': 'Xenova/xlm-roberta-base',
      distilgpt2: 'Xenova/distilgpt2',
    };
    for (const [id, repo] of Object.entries(repos)) {
      assert.equal(onnxSibling(id), repo);
    }
  });

  it('takes an id with its organisation and in any case for the same model', () => {
    const alias = { original: 'openai-community/gpt2', repo: 'onnx-community/gpt2-ONNX' };
    for (const id of ['gpt2', 'GPT2', ' gpt2 ', 'openai-community/gpt2', 'OpenAI-Community/GPT2']) {
      assert.deepEqual(onnxAlias(id), alias);
    }
  });

  it('knows nothing of other ids, of other organisations or of what every object has', () => {
    const others = [
      '',
      'gpt3',
      'someone/gpt2',
      'Xenova/bert-base-cased',
      'constructor',
      '__proto__',
    ];
    for (const id of others) {
      assert.equal(onnxSibling(id), null);
    }
  });

  it('drops the organisation of an id', () => {
    assert.equal(plainName('Xenova/bert-base-NER'), 'bert-base-NER');
    assert.equal(plainName('gpt2'), 'gpt2');
  });
});
