import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundledModels } from '../../src/common/models/modelCatalog';
import { bundledTokenizers } from '../../src/common/models/tokenizerCatalog';

const folders = [
  ...bundledModels.map((model) => ({ folder: join('models', model.id), files: model.files })),
  ...bundledTokenizers.map((tokenizer) => ({
    folder: join('models', 'tokenizers', tokenizer.id),
    files: tokenizer.files,
  })),
];

describe('the catalog of embedded data', () => {
  for (const { folder, files } of folders) {
    for (const file of files) {
      it(`${folder}/${file.path} has the size and hash that it says`, async () => {
        const content = await readFile(join(folder, file.path));
        assert.equal(content.length, file.bytes);
        assert.equal(createHash('sha256').update(content).digest('hex'), file.sha256);
      });
    }
  }

  it('says the vocabulary size that each tokenizer.json has', async () => {
    for (const { id, vocabulary } of bundledTokenizers) {
      const json = JSON.parse(
        await readFile(join('models', 'tokenizers', id, 'tokenizer.json'), 'utf8'),
      ) as { model: { vocab: object }; added_tokens: { id: number }[] };
      const ids = new Set(
        Array.isArray(json.model.vocab)
          ? json.model.vocab.map((_, index) => index)
          : Object.values(json.model.vocab as Record<string, number>),
      );
      for (const token of json.added_tokens) {
        ids.add(token.id);
      }
      assert.equal(ids.size, vocabulary, id);
    }
  });

  it('lists only task files that the model has', () => {
    for (const model of bundledModels) {
      const paths = model.files.map((file) => file.path);
      const named = [...model.taskFiles, ...Object.values(model.graphs).flat()];
      assert.ok(named.every((path) => paths.includes(path)));
    }
  });
});
