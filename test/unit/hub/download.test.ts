import assert from 'node:assert/strict';
import {
  lstat,
  mkdir,
  readFile,
  readdir,
  readlink,
  rm,
  stat,
  symlink,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { isTokenscopeError, type ErrorCode } from '../../../src/common/errors';
import { planDownload, type DownloadPlan } from '../../../src/common/hub/downloadPlan';
import type { DownloadProgress } from '../../../src/common/hub/transferMeter';
import { cachedModels } from '../../../src/host/node/hub/cachedModels';
import type { ModelDownloader } from '../../../src/host/node/hub/modelDownloader';
import type { HubRepo } from '../../support/hub/hubRepo';
import { goodToken } from '../../support/hub/hubServer';
import { modelFiles, TinyHub } from '../../support/hub/tinyHub';

describe('a download', () => {
  const hub = new TinyHub();
  const { signal } = new AbortController();
  let repo: HubRepo;

  before(() => hub.server.start());
  after(() => hub.stop());
  beforeEach(() => {
    repo = hub.server.add({ id: 'org/tiny', files: modelFiles(), formerIds: ['tiny'] });
    hub.server.behave();
  });
  afterEach(async () => {
    hub.token = null;
    await hub.emptyCache();
  });

  const plan = async (precision = 'fp32', id = 'org/tiny'): Promise<DownloadPlan> =>
    planDownload(await hub.client.model(id, 'main', signal), precision);
  const download = async (
    downloader: ModelDownloader = hub.downloader(),
    asked?: DownloadPlan,
    progress: DownloadProgress[] = [],
  ) =>
    downloader.download(asked ?? (await plan()), signal, (each) => {
      progress.push(each);
    });
  const fails = (promise: Promise<unknown>, code: ErrorCode): Promise<void> =>
    assert.rejects(
      promise,
      (error) => isTokenscopeError(error, code) || assert.fail(String(error)),
    );
  const folder = (): string => path.join(hub.cache, 'models--org--tiny');

  it('fetches what the precision needs and nothing else, in the layout of huggingface_hub', async () => {
    const progress: DownloadProgress[] = [];
    const done = await download(hub.downloader(), undefined, progress);
    assert.equal(done.folder, path.join(folder(), 'snapshots', repo.commit));
    assert.equal(await readFile(path.join(folder(), 'refs', 'main'), 'utf8'), repo.commit);
    const expected = [
      'README.md',
      'config.json',
      'onnx/model.onnx',
      'onnx/model.onnx_data',
      'tokenizer.json',
      'tokenizer_config.json',
    ];
    assert.deepEqual(done.files.map((file) => file.path).sort(), expected);
    for (const name of expected) {
      const file = repo.file(name);
      const pointer = path.join(done.folder, ...name.split('/'));
      const up = name.includes('/') ? '../../../' : '../../';
      assert.equal(await readlink(pointer), path.join(`${up}blobs`, file.etag));
      assert.deepEqual(await readFile(pointer), file.contents);
    }
    assert.deepEqual(
      (await readdir(path.join(folder(), 'blobs'))).sort(),
      expected.map((name) => repo.file(name).etag).sort(),
    );
    assert.deepEqual((await readdir(folder())).sort(), ['blobs', 'refs', 'snapshots']);
    assert.deepEqual(await readdir(path.join(hub.cache, '.locks', 'models--org--tiny')), []);
    const last = progress.at(-1);
    assert.deepEqual(
      [last?.stage, last?.bytes, last?.total],
      ['done', last?.total, (await plan()).bytes],
    );
  });

  it('gives the size and SHA-256 of every file, as a catalog has them', async () => {
    const { files } = await download();
    const { createHash } = await import('node:crypto');
    for (const { path: name, bytes, sha256 } of files) {
      const { contents } = repo.file(name);
      assert.equal(bytes, contents.length);
      assert.equal(sha256, createHash('sha256').update(contents).digest('hex'));
    }
  });

  it('asks for nothing that is there, and shares blobs between commits', async () => {
    await download();
    hub.server.behave();
    await download();
    assert.equal(hub.server.fetched('').length, 0);
    repo = hub.server.add({
      id: 'org/tiny',
      files: { ...repo.options.files, 'config.json': '{"model_type":"gpt2"}' },
    });
    hub.server.behave();
    const { folder: snapshot } = await download();
    assert.deepEqual(
      hub.server.requests
        .filter(({ path: at }) => at.includes('/resolve/'))
        .map(({ path: at }) => at),
      [`/org/tiny/resolve/${repo.commit}/config.json`],
    );
    assert.match(await readFile(path.join(snapshot, 'config.json'), 'utf8'), /gpt2/);
    const found = await cachedModels(hub.cache);
    assert.equal(found.length, 2);
    assert.deepEqual(found.find(({ commit }) => commit === repo.commit)?.refs, ['main']);
  });

  it('uses the folder that Python made under an older name', async () => {
    const old = path.join(hub.cache, 'models--tiny');
    const config = repo.file('config.json');
    await mkdir(path.join(old, 'blobs'), { recursive: true });
    await mkdir(path.join(old, 'snapshots', repo.commit), { recursive: true });
    await writeFile(path.join(old, 'blobs', config.etag), config.contents);
    await symlink(
      `../../blobs/${config.etag}`,
      path.join(old, 'snapshots', repo.commit, 'config.json'),
    );
    const done = await download(hub.downloader(), await plan('fp32', 'tiny'));
    assert.ok(done.folder.startsWith(old));
    assert.equal(hub.server.fetched('/config.json').length, 0);
  });

  it('goes on after a restart where it broke off, with a range', async () => {
    const data = repo.file('onnx/model.onnx_data');
    await mkdir(path.join(folder(), 'blobs'), { recursive: true });
    await writeFile(
      path.join(folder(), 'blobs', `${data.etag}.incomplete`),
      data.contents.subarray(0, 15_000),
    );
    await download();
    const ranges = hub.server.requests.filter(({ range }) => range !== null);
    assert.deepEqual([...new Set(ranges.map(({ range }) => range))], ['bytes=15000-']);
  });

  it('begins anew when what a crash left is wrong', async () => {
    const data = repo.file('onnx/model.onnx_data');
    for (const left of [Buffer.alloc(15_000), Buffer.alloc(20_000), Buffer.alloc(30_000)]) {
      await hub.emptyCache();
      await mkdir(path.join(folder(), 'blobs'), { recursive: true });
      await writeFile(path.join(folder(), 'blobs', `${data.etag}.incomplete`), left);
      const done = await download();
      assert.deepEqual(
        await readFile(path.join(done.folder, 'onnx', 'model.onnx_data')),
        data.contents,
      );
    }
  });

  it('keeps what came when it is cancelled', async () => {
    hub.server.misbehave({ kind: 'slow', bytes: 2_000, milliseconds: 30, on: 'model.onnx_data' });
    const controller = new AbortController();
    const asked = await plan();
    const partial = path.join(
      folder(),
      'blobs',
      `${repo.file('onnx/model.onnx_data').etag}.incomplete`,
    );
    const running = hub.downloader().download(asked, controller.signal, ({ bytes }) => {
      if (bytes > asked.bytes - 16_000) controller.abort();
    });
    await fails(running, 'Cancelled');
    const { size } = await stat(partial);
    assert.ok(size > 0 && size < 20_000, String(size));
    hub.server.behave();
    await download();
    assert.ok(hub.server.requests.some(({ range }) => range === `bytes=${size}-`));
  });

  it('says how fast it is and how long it takes', async () => {
    hub.server.misbehave({ kind: 'slow', bytes: 1_000, milliseconds: 50, on: 'model.onnx_data' });
    const progress: DownloadProgress[] = [];
    await download(hub.downloader(), undefined, progress);
    const told = progress.filter(({ bytesPerSecond }) => bytesPerSecond !== null);
    assert.ok(told.length > 2);
    for (const { bytes, total, bytesPerSecond, secondsLeft } of told) {
      assert.ok(bytes <= total && (bytesPerSecond ?? 0) > 0);
      assert.equal(secondsLeft, (total - bytes) / (bytesPerSecond ?? 1));
    }
    assert.deepEqual(
      progress.map(({ bytes }) => bytes),
      progress.map(({ bytes }) => bytes).toSorted((a, b) => a - b),
    );
  });

  it('sends the token to the hub only, and not to where it keeps large files', async () => {
    hub.server.add({ ...repo.options, gated: true });
    await fails(download(), 'HubGated');
    hub.token = goodToken;
    await download();
    const sent = new Set(
      hub.server.requests.map(({ server, authorization }) => `${server} ${authorization}`),
    );
    assert.deepEqual([...sent].sort(), ['cdn null', `hub Bearer ${goodToken}`, 'hub null']);
  });

  it('moves files where there are no links, and copies what another commit has', async () => {
    const makeLink = (): Promise<void> =>
      Promise.reject(Object.assign(new Error('no links'), { code: 'EPERM' }));
    const downloader = hub.downloader({ makeLink });
    const { folder: first } = await download(downloader);
    assert.ok((await lstat(path.join(first, 'config.json'))).isFile());
    assert.deepEqual(await readdir(path.join(folder(), 'blobs')), []);
    hub.server.behave();
    await download(downloader);
    assert.equal(hub.server.fetched('').length, 0);
    const config = repo.file('config.json');
    await unlink(path.join(first, 'config.json'));
    await writeFile(path.join(folder(), 'blobs', config.etag), config.contents);
    await download(downloader);
    assert.ok((await lstat(path.join(first, 'config.json'))).isFile());
    assert.deepEqual(await readdir(path.join(folder(), 'blobs')), [config.etag]);
  });

  it('fetches a file anew that was changed where there are no links', async () => {
    const makeLink = (): Promise<void> =>
      Promise.reject(Object.assign(new Error('no links'), { code: 'ENOSYS' }));
    const { folder: snapshot } = await download(hub.downloader({ makeLink }));
    const changed = path.join(snapshot, 'config.json');
    await writeFile(changed, 'x'.repeat((await stat(changed)).size));
    await download(hub.downloader({ makeLink }));
    assert.deepEqual(await readFile(changed), repo.file('config.json').contents);
  });

  it('asks for room before it begins, less what is there', async () => {
    const free = (bytes: number) => hub.downloader({ freeBytes: () => Promise.resolve(bytes) });
    const { bytes } = await plan();
    hub.server.behave();
    const error: unknown = await download(free(bytes - 1)).catch((reason: unknown) => reason);
    assert.ok(isTokenscopeError(error, 'DiskTooSmall'));
    assert.deepEqual(error.args, { folder: hub.cache, needed: bytes, free: bytes - 1 });
    assert.ok(!existsSync(folder()));
    assert.equal(hub.server.fetched('').length, 0);
    await download(free(bytes));
    await download(free(0));
  });

  it('tells of a disk that becomes full in the middle, and goes on later', async function () {
    if (!existsSync('/dev/full')) this.skip();
    const partial = path.join(
      folder(),
      'blobs',
      `${repo.file('onnx/model.onnx_data').etag}.incomplete`,
    );
    await mkdir(path.dirname(partial), { recursive: true });
    await symlink('/dev/full', partial);
    await fails(download(), 'CacheDiskFull');
    await unlink(partial);
    await download();
  });

  it('tells of a cache that cannot be written, but uses one that has the model', async () => {
    await writeFile(path.join(path.dirname(hub.cache), 'tokenscope-not-a-folder'), '');
    const file = path.join(path.dirname(hub.cache), 'tokenscope-not-a-folder');
    await fails(
      download(hub.downloader({ cache: () => path.join(file, 'hub') })),
      'CacheNotWritable',
    );
    await rm(file);
    const done = await download();
    // No ref could be written here: the files are all that is needed.
    await rm(path.join(folder(), 'refs'), { recursive: true });
    await writeFile(path.join(folder(), 'refs'), '');
    assert.equal((await download()).folder, done.folder);
  });

  it('writes no file outside of the cache, whatever its name', async () => {
    const config = { 'config.json': '{}', 'tokenizer.json': '{}', 'onnx/model.onnx': 'x' };
    for (const bad of ['onnx/model.onnx_data/../../../x', 'onnx/model.onnx_data\u0000']) {
      hub.server.add({ id: 'org/bad', files: { ...config, [bad]: 'x' } });
      const asked = await plan('fp32', 'org/bad');
      assert.deepEqual(
        asked.files.filter(({ path: name }) => name === bad),
        [],
      );
    }
  });
});
