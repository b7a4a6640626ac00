import assert from 'node:assert/strict';
import { lstat, mkdir, readdir, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cachedModels } from '../../../src/host/node/hub/cachedModels';
import { layOutAsPython } from '../../support/hub/pythonCache';
import { TinyModel } from '../../support/hub/tinyModel';

describe('a cache that Python made', () => {
  const model = new TinyModel();
  const { hub, signal } = model;

  const paths = (): string[] => model.plan.files.map((file) => file.path);
  const download = () => hub.downloader().download(model.plan, signal, () => undefined);

  for (const shared of [false, true]) {
    const where = shared ? 'with the store that models share' : 'of one model';
    it(`is used as it is: nothing is fetched (${where})`, async () => {
      const snapshot = await layOutAsPython(hub.cache, model.repo, paths(), shared);
      const before = await shape(hub.cache);
      const done = await download();
      assert.equal(done.folder, snapshot);
      assert.equal(hub.server.requests.length, 0);
      assert.deepEqual(await shape(hub.cache), before);
    });
  }

  it('is completed by what is missing', async () => {
    const missing = 'onnx/model.onnx_data';
    const present = paths().filter((each) => each !== missing);
    await layOutAsPython(hub.cache, model.repo, present);
    await download();
    assert.deepEqual(
      new Set(
        hub.server.requests.map((seen) => path.posix.basename(seen.path.replace(/\?.*/, ''))),
      ),
      new Set(['model.onnx_data', model.repo.file(missing).etag]),
    );
  });

  it('has the same shape as ours', async () => {
    await download();
    const ours = await shape(hub.cache);
    await hub.emptyCache();
    await layOutAsPython(hub.cache, model.repo, paths());
    const theirs = await shape(hub.cache);
    // Python also notes what it looked for in vain, leaves its lock files, and numbers its layout.
    const extra = /\.no_exist|\.lock 0$|version\.txt/;
    assert.deepEqual(
      ours,
      theirs.filter((each) => !extra.test(each)),
    );
  });

  it('is listed without a network, with what is partial, broken or foreign left out', async () => {
    await layOutAsPython(hub.cache, model.repo, paths(), true);
    const folder = path.join(hub.cache, 'models--org--tiny');
    await writeFile(path.join(folder, 'blobs', 'f'.repeat(64) + '.incomplete'), 'half');
    const snapshot = path.join(folder, 'snapshots', model.repo.commit);
    await symlink('../../blobs/gone', path.join(snapshot, 'gone.json'));
    await mkdir(path.join(folder, 'refs', 'refs', 'pr'), { recursive: true });
    await writeFile(path.join(folder, 'refs', 'refs', 'pr', '1'), model.repo.commit);
    await mkdir(path.join(folder, 'snapshots', 'no-commit'));
    await mkdir(path.join(hub.cache, 'datasets--org--tiny', 'snapshots'), { recursive: true });
    await mkdir(path.join(hub.cache, 'models--..', 'snapshots'), { recursive: true });
    await mkdir(path.join(hub.cache, 'models--gpt2', 'snapshots', model.repo.commit), {
      recursive: true,
    });
    await writeFile(
      path.join(hub.cache, 'models--gpt2', 'snapshots', model.repo.commit, 'a.json'),
      '{}',
    );
    hub.server.connections = 0;
    const models = await cachedModels(hub.cache);
    assert.deepEqual(
      models.map(({ id, commit, refs, partialBytes }) => ({ id, commit, refs, partialBytes })),
      [
        { id: 'gpt2', commit: model.repo.commit, refs: [], partialBytes: 0 },
        { id: 'org/tiny', commit: model.repo.commit, refs: ['main', 'refs/pr/1'], partialBytes: 4 },
      ],
    );
    const tiny = models[1];
    assert.ok(tiny);
    assert.deepEqual(tiny.files.map((file) => file.path).sort(), paths().sort());
    assert.equal(tiny.bytes, model.plan.bytes);
    assert.equal(hub.server.connections, 0);
    assert.deepEqual(await cachedModels(path.join(hub.cache, 'none')), []);
  });

  it('is mended when its files are damaged', async () => {
    await layOutAsPython(hub.cache, model.repo, paths());
    const { etag, contents } = model.repo.file('onnx/model.onnx');
    const blob = path.join(hub.cache, 'models--org--tiny', 'blobs', etag);
    assert.deepEqual(await hub.downloader().removeDamaged(model.plan, signal), []);
    await writeFile(blob, Buffer.alloc(contents.length));
    assert.deepEqual(await hub.downloader().removeDamaged(model.plan, signal), ['onnx/model.onnx']);
    await download();
    assert.deepEqual(await hub.downloader().removeDamaged(model.plan, signal), []);
    await rm(blob);
    assert.deepEqual(await hub.downloader().removeDamaged(model.plan, signal), ['onnx/model.onnx']);
  });
});

/** Every file and link of a folder, with where links lead. */
async function shape(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const lines = await Promise.all(
    names.map(async (name) => {
      const stats = await lstat(path.join(folder, name));
      return stats.isSymbolicLink()
        ? `${name} -> ${await readlink(path.join(folder, name))}`
        : `${name} ${stats.isDirectory() ? 'folder' : stats.size}`;
    }),
  );
  return lines.sort();
}
