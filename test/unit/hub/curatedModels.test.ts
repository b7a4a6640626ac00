import assert from 'node:assert/strict';
import { onnxSibling } from '../../../src/common/hub/aliases';
import { curatedModels } from '../../../src/common/hub/curatedModels';
import { isHubId } from '../../../src/common/hub/hubIds';

/** Bytes of a parameter, at least: the embeddings of some files are not quantised. */
const leastBytes = { fp32: 4, fp16: 2, q8: 1, q4: 0.5 } as const;

describe('the models that are proposed', () => {
  it('are each there once, with a repository that its plain name leads to', () => {
    const ids = curatedModels.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const { id, repo } of curatedModels) {
      assert.ok(isHubId(repo), repo);
      assert.equal(onnxSibling(id), repo, id);
    }
  });

  it('are all sizes of BERT and GPT-2 that the design names, and one for each task', () => {
    const ids = new Set(curatedModels.map(({ id }) => id));
    const named = ['gpt2', 'gpt2-medium', 'gpt2-large', 'gpt2-xl', 'distilgpt2'];
    const masked = ['uncased', 'cased', 'multilingual-cased'].map((name) => `bert-base-${name}`);
    for (const id of [...named, ...masked, 'roberta-base', 'xlm-roberta-base']) {
      assert.ok(ids.has(id), id);
    }
    assert.equal(new Set(curatedModels.map(({ task }) => task)).size, 5);
  });

  it('have sizes that fit their parameters', () => {
    for (const { id, millionParameters, sizes } of curatedModels) {
      assert.ok(Object.keys(sizes).length >= 2, id);
      for (const [precision, bytes] of Object.entries(sizes)) {
        const least = leastBytes[precision as keyof typeof sizes] * millionParameters * 1e6;
        assert.ok(bytes >= 0.93 * least && bytes <= 4.1 * least, `${id} ${precision}: ${bytes}`);
      }
    }
  });

  it('say what they are good for, in which languages and under which licence', () => {
    for (const { id, licence, languages } of curatedModels) {
      assert.match(licence, /^(MIT|Apache-2\.0)$/, id);
      assert.ok(typeof languages === 'number' ? languages > 1 : languages.length > 0, id);
    }
  });
});
