import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import { withPack } from '../../../src/workers/packs/openPack';
import { writePack } from '../../../src/workers/packs/writePack';
import type { PackManifest } from '../../../src/common/packs/packManifest';
import {
  failure,
  layOutModel,
  modelFiles,
  never,
  pack,
  sha256,
  silent,
  temporaryFolder,
} from './support';

describe('writing a pack', () => {
  const at = temporaryFolder();
  const read = (file: string): Promise<PackManifest> =>
    withPack(file, ({ manifest }) => Promise.resolve(manifest));

  it('puts models, their cards and their hashes into one zip', async () => {
    const model = layOutModel(at('one'));
    const written = await pack(at('one.pack'), model);
    assert.equal(written.files, Object.keys(modelFiles).length + 1);
    assert.equal(written.bytes, readFileSync(at('one.pack')).length);
    const { models, tokenscope } = await read(at('one.pack'));
    assert.equal(tokenscope, '0.1.0');
    const card = { path: 'README.md', bytes: 8, sha256: sha256('# A card') };
    assert.deepEqual(models, [{ ...model, folder: 'tiny-bert', extras: [card] }]);
  });

  it('brings the sizes along that the memory of a model is estimated from', async () => {
    const shape = { layers: 2, heads: 2, keyValueHeads: 2, headWidth: 8, vocabulary: 300 };
    await pack(at('shape.pack'), layOutModel(at('shape'), { shape }));
    const { models } = await read(at('shape.pack'));
    assert.deepEqual(models[0]?.shape, shape);
  });

  it('tells nothing of this machine', async () => {
    await pack(at('plain.pack'), layOutModel(at('secret place')));
    assert.ok(!readFileSync(at('plain.pack')).includes('secret'));
  });

  it('gives the same bytes for the same models', async () => {
    const model = layOutModel(at('same'));
    await pack(at('a.pack'), model);
    await pack(at('b.pack'), model);
    assert.ok(readFileSync(at('a.pack')).equals(readFileSync(at('b.pack'))));
  });

  it('has the files once that two precisions of a model share', async () => {
    const model = layOutModel(at('two'));
    const small = { ...model, id: 'tiny bert (q8)', precision: 'q8' };
    const written = await pack(at('two.pack'), model, small);
    assert.equal(written.files, Object.keys(modelFiles).length + 1);
    const { models } = await read(at('two.pack'));
    assert.deepEqual(
      models.map(({ folder }) => folder),
      ['tiny-bert', 'tiny-bert'],
    );
  });

  it('keeps models of one name apart, and gives folders names that every system takes', async () => {
    const ids = ['Bert', 'bert', '../up', 'con', '模型'];
    const models = ids.map((id, index) => layOutModel(at(`named${index}`), { id }));
    await pack(at('named.pack'), ...models);
    const folders = (await read(at('named.pack'))).models.map(({ folder }) => folder);
    assert.deepEqual(folders, ['Bert', 'bert-2', 'up', 'model-con', 'model']);
  });

  it('takes tokenizers along', async () => {
    const bytes = '{"model":{}}';
    writeFileSync(at('abc.json'), bytes);
    const tokenizer = {
      id: 'mine',
      file: at('abc.json'),
      bytes: bytes.length,
      sha256: sha256(bytes),
    };
    const params = { file: at('t.pack'), tokenscope: '1', models: [], tokenizers: [tokenizer] };
    await writePack(params, never, silent);
    const { tokenizers } = await read(at('t.pack'));
    const { id, sha256: hash } = tokenizer;
    assert.deepEqual(tokenizers, [{ id, bytes: bytes.length, sha256: hash, folder: 'mine' }]);
  });

  it('reports the share done, up to all of it', async () => {
    const shares: number[] = [];
    const models = [layOutModel(at('share'))];
    const params = { file: at('share.pack'), tokenscope: '1', models, tokenizers: [] };
    await writePack(params, never, (share) => shares.push(share));
    assert.deepEqual(
      shares,
      shares.toSorted((a, b) => a - b),
    );
    assert.equal(shares.at(-1), 1);
  });

  describe('when it cannot', () => {
    const leftovers = (): string[] => readdirSync(at()).filter((name) => name.includes('.part'));

    afterEach(() => assert.deepEqual(leftovers(), []));

    it('names a file that was changed since, and leaves the former pack', async () => {
      const model = layOutModel(at('changed'));
      const weights = at('changed', 'onnx', 'model.onnx_data');
      await pack(at('changed.pack'), model);
      const before = readFileSync(at('changed.pack'));
      const bytes = readFileSync(weights);
      bytes[1000]! ^= 1;
      writeFileSync(weights, bytes);
      const { file } = await failure(pack(at('changed.pack'), model), 'ChosenFileCorrupt');
      assert.equal(file, weights);
      assert.ok(readFileSync(at('changed.pack')).equals(before));
    });

    it('names a file that has another length', async () => {
      const model = layOutModel(at('longer'));
      writeFileSync(at('longer', 'config.json'), '{}');
      const { file } = await failure(pack(at('longer.pack'), model), 'ChosenFileCorrupt');
      assert.equal(file, at('longer', 'config.json'));
    });

    it('names a file that is gone', async () => {
      const model = layOutModel(at('gone'));
      rmSync(at('gone', 'tokenizer.json'));
      const { file } = await failure(pack(at('gone.pack'), model), 'ChosenFileMissing');
      assert.equal(file, at('gone', 'tokenizer.json'));
    });

    it('says that it cannot write there', async () => {
      const model = layOutModel(at('unwritable'));
      const file = at('no such folder', 'x.pack');
      assert.deepEqual(await failure(pack(file, model), 'FileNotWritten'), {
        file: 'x.pack',
        reason: 'ENOENT',
      });
    });

    it('stops in the middle and leaves nothing', async () => {
      const source = new CancellationTokenSource();
      mkdirSync(at('cancelled'));
      const models = [layOutModel(at('cancelled', 'model'))];
      const file = at('cancelled', 'x.pack');
      const params = { file, tokenscope: '1', models, tokenizers: [] };
      await failure(
        writePack(params, source.token, () => source.cancel()),
        'Cancelled',
      );
      assert.deepEqual(readdirSync(path.dirname(file)), ['model']);
    });
  });
});
