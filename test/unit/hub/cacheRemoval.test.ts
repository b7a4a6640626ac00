import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isTokenscopeError } from '../../../src/common/errors';
import { leftovers, removeLeftovers } from '../../../src/host/node/hub/cacheLeftovers';
import {
  removableBytes,
  removeSnapshot,
  snapshotAt,
} from '../../../src/host/node/hub/cacheRemoval';
import { lockTimes } from '../../../src/host/node/hub/withLock';
import { layOutAsPython } from '../../support/hub/pythonCache';
import { TinyModel } from '../../support/hub/tinyModel';

describe('deleting from the cache', () => {
  const model = new TinyModel();
  const { hub } = model;
  const paths = (): string[] => model.plan.files.map((file) => file.path);
  const folder = (): string => path.join(hub.cache, 'models--org--tiny');
  const locking = () => ({ library: hub.library(), times: lockTimes, signal: model.signal });
  const at = (commit = model.repo.commit) => ({ cache: hub.cache, repo: 'org/tiny', commit });
  const bytesOf = (files: readonly string[]): number =>
    files.reduce((sum, file) => sum + model.repo.file(file).contents.length, 0);

  for (const shared of [false, true]) {
    it(`takes the whole model away${shared ? ', but not the store that models share' : ''}`, async () => {
      await layOutAsPython(hub.cache, model.repo, paths(), shared);
      if (!shared) {
        assert.equal(await removableBytes(at(), null), bytesOf(paths()));
      }
      await removeSnapshot(at(), null);
      assert.equal(existsSync(folder()), false);
      const store = path.join(hub.cache, 'blobs');
      assert.equal(existsSync(store) && readdirSync(store).length > 0, shared);
    });
  }

  it('leaves what another commit and another precision need', async () => {
    await layOutAsPython(hub.cache, model.repo, paths());
    const other = path.join(folder(), 'snapshots', 'a'.repeat(40));
    await mkdir(other);
    const config = model.repo.file('config.json');
    await symlink(`../../blobs/${config.etag}`, path.join(other, 'config.json'));
    const gone = ['config.json', 'onnx/model.onnx'];
    assert.equal(await removableBytes(at(), gone), bytesOf(['onnx/model.onnx']));
    await removeSnapshot(at(), gone);
    const blobs = readdirSync(path.join(folder(), 'blobs'));
    assert.ok(blobs.includes(config.etag));
    assert.ok(!blobs.includes(model.repo.file('onnx/model.onnx').etag));
    assert.ok(blobs.includes(model.repo.file('onnx/model.onnx_data').etag));
    await removeSnapshot(at(), null);
    assert.deepEqual(readdirSync(path.join(folder(), 'blobs')), [config.etag]);
    assert.equal(existsSync(path.join(folder(), 'refs', 'main')), false);
  });

  it('deletes nothing that lies elsewhere, whatever a snapshot leads to', async () => {
    const snapshot = await layOutAsPython(hub.cache, model.repo, paths());
    const mine = path.join(hub.cache, 'mine');
    await mkdir(mine);
    await writeFile(path.join(mine, 'thesis.txt'), 'years of work');
    await symlink('../../../mine', path.join(snapshot, 'folder'));
    await symlink('../../../mine/thesis.txt', path.join(snapshot, 'file'));
    await removeSnapshot(at(), null);
    assert.deepEqual(readdirSync(mine), ['thesis.txt']);
    const foreign = [
      [mine, 'org/tiny', model.repo.commit],
      [snapshot, '../tiny', model.repo.commit],
      [snapshot, 'org/tiny', '..'],
      [snapshot, 'org/other', model.repo.commit],
    ] as const;
    for (const [where, repo, commit] of foreign) {
      assert.equal(snapshotAt(where, repo, commit), null);
    }
    assert.deepEqual(snapshotAt(snapshot, 'org/tiny', model.repo.commit), at());
  });

  it('finds parts of files and blobs that nothing leads to, and removes them', async () => {
    await layOutAsPython(hub.cache, model.repo, paths());
    await writeFile(path.join(folder(), 'blobs', `${'f'.repeat(64)}.incomplete`), 'half');
    await writeFile(path.join(folder(), 'blobs', 'e'.repeat(40)), 'unused');
    const found = await leftovers(hub.cache);
    assert.deepEqual(
      found.map(({ repo, bytes, kind }) => [repo, bytes, kind]),
      [
        ['org/tiny', 6, 'unreferenced'],
        ['org/tiny', 4, 'partial'],
      ],
    );
    assert.deepEqual(await removeLeftovers(hub.cache, found, locking()), found);
    assert.deepEqual(await leftovers(hub.cache), []);
    assert.equal(readdirSync(path.join(folder(), 'blobs')).length, paths().length);
  });

  it('takes no blob for unused when the snapshots cannot be read', async () => {
    await layOutAsPython(hub.cache, model.repo, paths());
    const snapshots = path.join(folder(), 'snapshots');
    await rename(snapshots, `${snapshots} elsewhere`);
    await writeFile(snapshots, 'a file in the place of the folder');
    assert.deepEqual(await leftovers(hub.cache), []);
    await assert.rejects(removeSnapshot(at(), null), (error) =>
      isTokenscopeError(error, 'CacheNotWritable'),
    );
    assert.equal(readdirSync(path.join(folder(), 'blobs')).length, paths().length);
  });
});
