import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isTokenscopeError } from '../../../src/common/errors';
import { repoFolderName } from '../../../src/common/hub/repoFolder';
import type { DownloadProgress } from '../../../src/common/hub/transferMeter';
import { leftovers, removeLeftovers } from '../../../src/host/node/hub/cacheLeftovers';
import { isBeingFetched } from '../../../src/host/node/hub/cacheLocks';
import { withLock } from '../../../src/host/node/hub/withLock';
import { TinyModel } from '../../support/hub/tinyModel';

const large = 'onnx/model.onnx_data';
const times = { update: 1_000, abandoned: 2_500, look: 20 };

describe('two windows that fetch the same model', function () {
  this.timeout(30_000);
  const model = new TinyModel();
  const { hub, signal } = model;

  const lock = (): string =>
    path.join(
      ...[hub.cache, '.locks', repoFolderName('org/tiny')],
      `${model.repo.file(large).etag}.tokenscope.lock`,
    );
  const download = (progress: DownloadProgress[] = [], stop = signal) =>
    hub.downloader({ lockTimes: times }).download(model.plan, stop, (each) => progress.push(each));

  it('fetch every file once; one waits for the other, and sees how far it is', async () => {
    hub.server.misbehave({ kind: 'slow', bytes: 2_000, milliseconds: 60, on: large });
    const seen: DownloadProgress[] = [];
    const first = download();
    while (!existsSync(lock())) await new Promise((next) => setTimeout(next, 5));
    const both = await Promise.all([first, download(seen)]);
    assert.deepEqual(both[0], both[1]);
    for (const { path: name } of model.plan.files) {
      assert.equal(hub.server.fetched(`/${name}`).length, 1, name);
      assert.deepEqual(
        await readFile(path.join(both[0].folder, name)),
        model.repo.file(name).contents,
      );
    }
    const waiting = seen.filter(({ stage }) => stage === 'waiting').map(({ bytes }) => bytes);
    assert.ok(new Set(waiting).size > 2, String(waiting));
    assert.deepEqual(await readdir(path.dirname(lock())), []);
  });

  it('go on when the one that fetched is cancelled', async () => {
    hub.server.misbehave({ kind: 'slow', bytes: 2_000, milliseconds: 60, on: large, times: 1 });
    const controller = new AbortController();
    const first = download([], controller.signal).catch((error: unknown) => error);
    while (!existsSync(lock())) await new Promise((next) => setTimeout(next, 5));
    const second = download();
    setTimeout(() => controller.abort(), 300);
    assert.ok(isTokenscopeError(await first, 'Cancelled'));
    await second;
    const [, resumed] = hub.server.fetched(`/${large}`);
    assert.match(resumed?.range ?? '', /^bytes=[1-9]\d*-$/);
  });

  it('do not wait for a window that crashed, whatever the clock says', async () => {
    await mkdir(lock(), { recursive: true });
    const began = performance.now();
    await download();
    assert.ok(performance.now() - began >= times.abandoned);
  });

  it('keep what the other one cleans up, and its model, until the download is through', async () => {
    hub.server.misbehave({ kind: 'slow', bytes: 400, milliseconds: 100, on: large });
    const locking = { library: hub.library(), times, signal };
    const isBusy = () => isBeingFetched(hub.cache, 'org/tiny', locking);
    assert.equal(await isBusy(), false);
    const fetching = download();
    // The files that are fetched beside it are through at once.
    const { etag } = model.repo.file(large);
    const part = async () =>
      (await leftovers(hub.cache)).find(
        ({ kind, file }) => kind === 'partial' && file.includes(etag),
      );
    while (!existsSync(lock()) || !(await part())) await new Promise((next) => setTimeout(next, 5));
    const found = await part();
    assert.ok(found);
    assert.equal(await isBusy(), true);
    assert.deepEqual(await removeLeftovers(hub.cache, [found], locking), []);
    await fetching;
    assert.equal(hub.server.fetched(`/${large}`).length, 1);
    assert.equal(await isBusy(), false);
  });

  it('clean up after a window that crashed', async () => {
    const partial = path.join(hub.cache, repoFolderName('org/tiny'), 'blobs', 'f.incomplete');
    await mkdir(path.dirname(partial), { recursive: true });
    await writeFile(partial, 'half');
    await mkdir(path.join(path.dirname(lock()), 'f.tokenscope.lock'), { recursive: true });
    const locking = { library: hub.library(), times, signal };
    const found = await leftovers(hub.cache);
    assert.deepEqual(await removeLeftovers(hub.cache, found, locking), found);
    assert.ok(!existsSync(partial));
    assert.deepEqual(await readdir(path.dirname(lock())), []);
  });

  it('do not take a blob away that the other one has come to need', async () => {
    const done = await download();
    const { etag } = model.repo.file(large);
    const file = path.join(hub.cache, repoFolderName('org/tiny'), 'blobs', etag);
    const stale = { repo: 'org/tiny', file, bytes: 1, kind: 'unreferenced' } as const;
    const locking = { library: hub.library(), times, signal };
    assert.deepEqual(await removeLeftovers(hub.cache, [stale], locking), []);
    assert.deepEqual(
      await readFile(path.join(done.folder, large)),
      model.repo.file(large).contents,
    );
  });

  it('stop waiting when they are cancelled', async () => {
    await mkdir(lock(), { recursive: true });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    await assert.rejects(download([], controller.signal), (error) =>
      isTokenscopeError(error, 'Cancelled'),
    );
    await rmdir(lock());
  });

  it('begin again when the lock was taken away from one', async () => {
    await mkdir(path.dirname(lock()), { recursive: true });
    const options = {
      ...{ library: hub.library(), times, signal },
      onWait: () => Promise.resolve(),
    };
    let calls = 0;
    const result = await withLock(lock(), hub.cache, options, async (lost) => {
      calls++;
      if (calls === 1) {
        await rmdir(lock());
        await new Promise((resolve) => lost.addEventListener('abort', resolve));
        throw new Error('stopped');
      }
      return 'done';
    });
    assert.deepEqual([result, calls], ['done', 2]);
    assert.ok(!existsSync(lock()));
  });
});
