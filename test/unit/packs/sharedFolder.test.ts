import assert from 'node:assert/strict';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withPack } from '../../../src/workers/packs/openPack';
import { lookIntoShared } from '../../../src/workers/packs/sharedFolder';
import { failure, layOutModel, pack, temporaryFolder } from './support';

describe('a shared folder', () => {
  const at = temporaryFolder();

  /** Lays a pack out as a zip program unpacks it. */
  const layOutPack = async (folder: string): Promise<void> => {
    const model = layOutModel(at('models', path.basename(folder)));
    await pack(at('one.pack'), model);
    const manifest = await withPack(at('one.pack'), (open) => Promise.resolve(open.manifest));
    mkdirSync(path.join(folder, 'models'), { recursive: true });
    cpSync(model.folder, path.join(folder, 'models', 'tiny-bert'), { recursive: true });
    writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  };

  it('has packs and models, itself or in its folders', async () => {
    await layOutPack(at('shared', 'pack'));
    layOutModel(at('shared', 'model'));
    mkdirSync(at('shared', 'notes'));
    writeFileSync(at('shared', 'readme.txt'), '');
    const { packs, folders } = await lookIntoShared(at('shared'));
    assert.deepEqual(
      packs.map(({ folder }) => folder),
      [at('shared', 'pack')],
    );
    assert.deepEqual(
      packs[0]?.manifest.models.map(({ id }) => id),
      ['tiny bert'],
    );
    assert.deepEqual(folders, [at('shared', 'model')]);
    assert.equal((await lookIntoShared(at('shared', 'pack'))).packs.length, 1);
    assert.deepEqual((await lookIntoShared(at('shared', 'model'))).folders, [
      at('shared', 'model'),
    ]);
  });

  it('can be a cache of Hugging Face: the main branch of each model counts', async () => {
    const commits = ['a'.repeat(40), 'b'.repeat(40)] as const;
    const model = (name: string): string => at('hub', `models--org--${name}`);
    for (const name of ['one', 'two']) {
      commits.forEach((commit) => layOutModel(path.join(model(name), 'snapshots', commit)));
    }
    mkdirSync(path.join(model('one'), 'refs'));
    writeFileSync(path.join(model('one'), 'refs', 'main'), `${commits[0]}\n`);
    mkdirSync(path.join(model('empty'), 'snapshots'), { recursive: true });
    const { folders } = await lookIntoShared(at('hub'));
    assert.deepEqual(folders, [
      path.join(model('one'), 'snapshots', commits[0]),
      path.join(model('two'), 'snapshots', commits[1]),
    ]);
  });

  it('does not offer a model of which a file is missing or was cut off', async () => {
    await layOutPack(at('cut', 'missing'));
    await layOutPack(at('cut', 'short'));
    rmSync(at('cut', 'missing', 'models', 'tiny-bert', 'tokenizer.json'));
    writeFileSync(at('cut', 'short', 'models', 'tiny-bert', 'onnx', 'model.onnx_data'), 'w');
    const { packs } = await lookIntoShared(at('cut'));
    assert.deepEqual(
      packs.map(({ manifest }) => manifest.models),
      [[], []],
    );
  });

  it('takes no manifest that leads out of it', async () => {
    const manifest = { format: 'tokenscope-pack', version: 1, tokenscope: '1', tokenizers: [] };
    const file = { path: '../../secret', bytes: 1, sha256: 'a'.repeat(64) };
    const model = layOutModel(at('evil'), { files: [file], taskFiles: [file.path] });
    const models = [{ ...model, folder: 'm', extras: [] }];
    writeFileSync(at('evil', 'manifest.json'), JSON.stringify({ ...manifest, models }));
    assert.deepEqual((await lookIntoShared(at('evil'))).packs, []);
  });

  it('that is not there is called unreachable', async () => {
    const folder = at('no such drive');
    const args = await failure(lookIntoShared(folder), 'SharedFolderUnreachable');
    assert.deepEqual(args, { folder, reason: 'ENOENT' });
  });
});
