import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import {
  isTokenscopeError,
  type ErrorCode,
  type TokenscopeError,
} from '../../../src/common/errors';
import type { Fault } from '../../support/hub/faults';
import { quickLimits } from '../../support/hub/tinyHub';
import { TinyModel } from '../../support/hub/tinyModel';

const large = 'onnx/model.onnx_data';

/** Every fault ends in a verified file, or in an error with what came kept. */
describe('a download from a hub that misbehaves', () => {
  const model = new TinyModel();
  const { hub, signal } = model;

  const partial = (): string =>
    path.join(hub.cache, 'models--org--tiny', 'blobs', `${model.repo.file(large).etag}.incomplete`);
  const download = (plan = model.plan) => hub.downloader().download(plan, signal, () => undefined);
  const succeeds = async (): Promise<void> => {
    const { folder } = await download();
    for (const { path: name } of model.plan.files) {
      assert.deepEqual(await readFile(path.join(folder, name)), model.repo.file(name).contents);
    }
    assert.ok(!existsSync(partial()));
  };
  const fails = async <C extends ErrorCode>(code: C): Promise<TokenscopeError<C>['args']> => {
    const error: unknown = await download().then(
      () => assert.fail('succeeded'),
      (reason: unknown) => reason,
    );
    assert.ok(isTokenscopeError(error, code), String(error));
    assert.ok(!existsSync(path.join(hub.cache, 'models--org--tiny', 'refs', 'main')));
    return error.args;
  };
  const misbehave = (fault: Fault): void => hub.server.misbehave({ on: large, ...fault });
  const kept = async (bytes: number): Promise<void> =>
    assert.equal((await stat(partial())).size, bytes);

  it('goes on after the connection broke, any number of times, while something comes', async () => {
    misbehave({ kind: 'cut', at: 1_500 });
    await succeeds();
    const offsets = hub.server.requests
      .filter(({ server, path: at }) => server === 'cdn' && at.includes(encodeURIComponent(large)))
      .map(({ range }) => Number(/\d+/.exec(range ?? 'bytes=0-')?.[0]));
    // Nothing was fetched twice.
    assert.deepEqual(
      offsets,
      offsets.map((_, index) => index * 1_500),
    );
  });

  it('gives up when nothing comes any more, keeps what came and says how much', async () => {
    misbehave({ kind: 'cut', at: 7_000, times: 1 });
    misbehave({ kind: 'cut', at: 0 });
    assert.deepEqual(await fails('HubInterrupted'), {
      file: large,
      received: 7_000,
      total: 20_000,
    });
    await kept(7_000);
    hub.server.behave();
    await succeeds();
    assert.ok(hub.server.requests.some(({ range }) => range === 'bytes=7000-'));
  });

  it('takes a slow server, but not a silent one', async () => {
    misbehave({ kind: 'slow', bytes: 4_000, milliseconds: 60 });
    hub.limits = { ...quickLimits, idle: 400 };
    await succeeds();
    await hub.emptyCache();
    hub.server.behave();
    // Each answer stops in the middle, until the middle of what is left is nothing.
    misbehave({ kind: 'silence' });
    hub.limits = { ...quickLimits, idle: 150, attempts: 2 };
    assert.equal((await fails('HubInterrupted')).received, 19_999);
    await kept(19_999);
  });

  it('refuses a file of another length', async () => {
    for (const by of [-1, -5_000, 1, 5_000, 2_000_000]) {
      hub.server.behave();
      misbehave({ kind: 'wrongLength', by });
      assert.deepEqual(await fails('HubBadFile'), { file: large, problem: 'length' });
    }
    hub.server.behave();
    misbehave({ kind: 'wrongLength', by: -1, times: 1 });
    await fails('HubBadFile');
    await succeeds();
  });

  it('keeps what is right when the rest has another length', async () => {
    misbehave({ kind: 'cut', at: 7_000, times: 1 });
    misbehave({ kind: 'wrongLength', by: 100 });
    await fails('HubBadFile');
    hub.server.behave();
    await succeeds();
  });

  it('refuses a file whose hash is wrong twice, and keeps nothing of it', async () => {
    misbehave({ kind: 'wrongHash', times: 1 });
    await succeeds();
    await hub.emptyCache();
    hub.server.behave();
    misbehave({ kind: 'wrongHash' });
    assert.deepEqual(await fails('HubBadFile'), { file: large, problem: 'hash' });
    assert.ok(!existsSync(partial()));
    hub.server.behave();
    await succeeds();
  });

  it('verifies small files as git names them', async () => {
    hub.server.misbehave({ kind: 'wrongHash', on: 'tokenizer_config.json' });
    assert.equal((await fails('HubBadFile')).file, 'tokenizer_config.json');
  });

  it('recognises a web page and a pointer in place of the file, and keeps what came before', async () => {
    for (const kind of ['html', 'lfsPointer'] as const) {
      await hub.emptyCache();
      hub.server.behave();
      misbehave({ kind: 'cut', at: 3_000, times: 1 });
      misbehave({ kind });
      // A pointer has no such range: the file is asked for as a whole, and what comes is looked at.
      assert.equal((await fails('HubBadFile')).problem, kind);
      await kept(3_000);
    }
    hub.server.behave();
    await succeeds();
    await hub.emptyCache();
    hub.server.behave();
    hub.server.misbehave({ kind: 'html', on: 'config.json' });
    assert.equal((await fails('HubBadFile')).problem, 'html');
    hub.server.behave();
    await succeeds();
  });

  it('does not rely on an ETag that is stale, but on the hash', async () => {
    misbehave({ kind: 'staleEtag' });
    misbehave({ kind: 'cut', at: 9_000, times: 1 });
    await succeeds();
  });

  it('takes whole answers in place of parts, and refuses wrong parts', async () => {
    misbehave({ kind: 'cut', at: 9_000, times: 1 });
    misbehave({ kind: 'ignoreRange', times: 1 });
    await succeeds();
    await hub.emptyCache();
    hub.server.behave();
    misbehave({ kind: 'cut', at: 9_000, times: 1 });
    misbehave({ kind: 'wrongRange', times: 1 });
    await succeeds();
  });

  it('follows no loop and nothing that is not encrypted, and keeps what came', async () => {
    misbehave({ kind: 'cut', at: 9_000, times: 1 });
    hub.limits = { ...quickLimits, attempts: 1 };
    await fails('HubInterrupted');
    hub.limits = quickLimits;
    for (const [fault, problem] of [
      [{ kind: 'redirectLoop' }, 'redirects'],
      [{ kind: 'redirectTo', location: 'http://example.com/x' }, 'insecure'],
    ] as const) {
      hub.server.behave();
      misbehave(fault);
      assert.equal((await fails('HubBadAnswer')).problem, problem);
      await kept(9_000);
    }
    hub.server.behave();
    await succeeds();
  });

  it('waits when the hub has too much to do, and gives up when that does not end', async () => {
    misbehave({ kind: 'status', status: 429, headers: { 'Retry-After': '2' }, times: 2 });
    misbehave({ kind: 'status', status: 502, times: 2 });
    await succeeds();
    await hub.emptyCache();
    hub.server.behave();
    misbehave({ kind: 'status', status: 503 });
    assert.equal((await fails('HubServerError')).status, 503);
    hub.server.behave();
    misbehave({ kind: 'status', status: 429 });
    await fails('HubRateLimited');
  });

  it('tells of a file that is gone, and of a model that became gated', async () => {
    misbehave({ kind: 'status', status: 404, headers: { 'X-Error-Code': 'EntryNotFound' } });
    assert.deepEqual(await fails('HubFileMissing'), { model: 'org/tiny', file: large });
    hub.server.behave();
    misbehave({ kind: 'status', status: 403, headers: { 'X-Error-Code': 'GatedRepo' } });
    assert.equal((await fails('HubGated')).page, `${hub.server.endpoint}/org/tiny`);
  });

  it('loses nothing in 200 downloads that break off anywhere', async function () {
    this.timeout(120_000);
    const contents = model.repo.file(large).contents;
    const files = model.plan.files.filter(({ path: name }) => name === large);
    const plan = { ...model.plan, files, bytes: contents.length };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: contents.length }), { minLength: 1, maxLength: 4 }),
        async (cuts) => {
          await hub.emptyCache();
          hub.server.behave();
          for (const at of cuts) misbehave({ kind: 'cut', at, times: 1 });
          const { folder } = await download(plan);
          assert.deepEqual(await readFile(path.join(folder, large)), contents);
          const received = hub.server.requests.filter(
            ({ server, path: at }) => server === 'cdn' && at.includes(encodeURIComponent(large)),
          );
          const begins = received.map(({ range }) => Number(/\d+/.exec(range ?? 'bytes=0-')?.[0]));
          // Each attempt begins where the one before it broke off.
          let expected = 0;
          for (const [index, begin] of begins.entries()) {
            assert.equal(begin, expected);
            expected = Math.min(contents.length, expected + (cuts[index] ?? contents.length));
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
