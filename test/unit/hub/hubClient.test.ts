import assert from 'node:assert/strict';
import {
  isTokenscopeError,
  type ErrorCode,
  type TokenscopeError,
} from '../../../src/common/errors';
import { goodToken } from '../../support/hub/hubServer';
import { modelFiles, quickLimits, TinyHub } from '../../support/hub/tinyHub';

describe('questions to the hub', () => {
  const hub = new TinyHub();
  const { signal } = new AbortController();
  const files = modelFiles();

  before(() => hub.server.start());
  after(() => hub.stop());
  afterEach(() => {
    hub.server.behave();
    hub.token = null;
    hub.limits = quickLimits;
  });

  const model = (id: string, revision = 'main') => hub.client.model(id, revision, signal);
  const fails = async <C extends ErrorCode>(
    promise: Promise<unknown>,
    code: C,
  ): Promise<TokenscopeError<C>['args']> => {
    const error: unknown = await promise.then(
      () => assert.fail('was answered'),
      (reason: unknown) => reason,
    );
    assert.ok(isTokenscopeError(error, code), String(error));
    return error.args;
  };

  it('resolves a revision to a commit and lists every file of it, page by page', async () => {
    const repo = hub.server.add({
      id: 'org/tiny',
      files: { ...files, 'config.json': '{"architectures": ["BertForMaskedLM"]}' },
      task: 'fill-mask',
      tags: ['onnx', 'bert'],
      card: { license: 'apache-2.0', language: ['en', 'de'] },
      downloads: 12,
      branches: ['v1'],
    });
    for (const revision of ['main', 'v1', repo.commit]) {
      const found = await model('org/tiny', revision);
      assert.equal(found.commit, repo.commit);
      assert.equal(found.revision, revision);
      assert.deepEqual(
        found.files.map(({ path, bytes, etag, hash }) => ({ path, bytes, etag, hash })),
        repo.files.map(({ path, contents, etag, lfs }) => ({
          ...{ path, bytes: contents.length, etag },
          hash: lfs ? 'sha256' : 'git-sha1',
        })),
      );
      assert.deepEqual(
        [
          found.task,
          found.architecture,
          found.licence,
          found.languages,
          found.gated,
          found.downloads,
        ],
        ['fill-mask', 'BertForMaskedLM', 'apache-2.0', ['en', 'de'], false, 12],
      );
    }
    assert.ok(hub.server.requests.filter(({ path }) => path.includes('cursor=')).length >= 6);
  });

  it('finds a renamed model by its old name, and knows both', async () => {
    hub.server.add({ id: 'new-org/renamed', files, formerIds: ['renamed', 'old-org/renamed'] });
    for (const asked of ['renamed', 'old-org/renamed']) {
      const found = await model(asked);
      assert.deepEqual([found.asked, found.id], [asked, 'new-org/renamed']);
    }
  });

  it('searches by words, task and ONNX files, the most downloaded first', async () => {
    const tags = ['onnx'];
    hub.server.add({ id: 'a/zebra-small', files, task: 'fill-mask', tags, downloads: 1 });
    hub.server.add({ id: 'b/zebra-large', files, task: 'fill-mask', tags, downloads: 9 });
    hub.server.add({ id: 'c/zebra-gpt', files, task: 'text-generation', tags, downloads: 5 });
    hub.server.add({ id: 'd/zebra-torch', files: { 'tokenizer.json': '{}' }, downloads: 7 });
    const ids = async (more: object): Promise<string[]> =>
      (await hub.client.search({ query: 'Zebra', limit: 10, ...more }, signal)).map(({ id }) => id);
    assert.deepEqual(await ids({}), [
      'b/zebra-large',
      'd/zebra-torch',
      'c/zebra-gpt',
      'a/zebra-small',
    ]);
    assert.deepEqual(await ids({ task: 'fill-mask' }), ['b/zebra-large', 'a/zebra-small']);
    assert.deepEqual(await ids({ onnx: true, limit: 2 }), ['b/zebra-large', 'c/zebra-gpt']);
    const all = await hub.client.search({ query: 'zebra', limit: 3 }, signal);
    assert.deepEqual(
      all.map(({ onnx, tokenizer }) => [onnx, tokenizer]),
      [
        [true, true],
        [false, true],
        [true, true],
      ],
    );
  });

  it('tells unknown models and revisions, private ones and a bad token apart', async () => {
    hub.server.add({ id: 'org/secret', files, private: true });
    hub.server.add({ id: 'org/known', files });
    assert.deepEqual(await fails(model('org/none'), 'HubUnknownModel'), { model: 'org/none' });
    await fails(model('org/secret'), 'HubUnknownModel');
    assert.deepEqual(await fails(model('org/known', 'v9'), 'HubUnknownRevision'), {
      model: 'org/known',
      revision: 'v9',
    });
    hub.token = 'hf_wrong';
    assert.equal((await fails(model('org/known'), 'HubUnauthorized')).token, true);
    hub.token = goodToken;
    assert.equal((await model('org/secret')).private, true);
    await fails(model('org/none'), 'HubUnknownModel');
  });

  it('asks nothing for what can be no id and no revision', async () => {
    for (const id of ['../etc', 'a/b/c', 'a--b', 'org/con', '', 'org/..']) {
      await fails(model(id), 'HubBadId');
    }
    for (const revision of ['', '../x', '/main', 'a b', 'x\u0000']) {
      await fails(model('org/known', revision), 'HubBadRevision');
    }
    assert.equal(hub.server.requests.length, 0);
  });

  it('waits as long as the hub asks, and tries again', async () => {
    hub.server.add({ id: 'org/busy', files });
    hub.limits = { ...quickLimits, pace: 0.05 };
    hub.server.misbehave({
      kind: 'status',
      status: 429,
      headers: { 'Retry-After': '4' },
      times: 1,
    });
    hub.server.misbehave({ kind: 'status', status: 503, times: 2 });
    const began = performance.now();
    assert.equal((await model('org/busy')).id, 'org/busy');
    assert.ok(performance.now() - began >= 4_000 * 0.05);
  });

  it('gives up on a hub that fails for good, or wants a long wait', async () => {
    hub.server.add({ id: 'org/busy', files });
    hub.server.misbehave({ kind: 'status', status: 500 });
    assert.equal((await fails(model('org/busy'), 'HubServerError')).status, 500);
    assert.equal(hub.server.requests.length, quickLimits.attempts);
    hub.server.behave();
    hub.server.misbehave({ kind: 'status', status: 429, headers: { 'Retry-After': '3600' } });
    assert.equal((await fails(model('org/busy'), 'HubRateLimited')).seconds, 3_600);
    assert.equal(hub.server.requests.length, 1);
  });

  it('recognises the page of a Wi-Fi that wants a login, and answers of something else', async () => {
    hub.server.add({ id: 'org/known', files });
    hub.server.misbehave({ kind: 'html' });
    assert.equal((await fails(model('org/known'), 'HubBadAnswer')).problem, 'webPage');
    hub.server.behave();
    const fetch = hub.fetch;
    for (const answer of ['{"id":', '[]', '{}', '{"id":"org/known","sha":"../../x"}', 'null']) {
      hub.fetch = () => Promise.resolve(new Response(answer));
      assert.equal((await fails(model('org/known'), 'HubBadAnswer')).problem, 'notJson');
    }
    hub.fetch = fetch;
  });

  it('does not hang: a silent hub, a dead name, a refused connection and a bad certificate', async () => {
    hub.server.add({ id: 'org/known', files });
    hub.limits = { ...quickLimits, connect: 150, idle: 150 };
    hub.server.misbehave({ kind: 'hang' });
    assert.equal((await fails(model('org/known'), 'HubUnreachable')).reason, 'timeout');
    assert.equal(hub.server.requests.length, 1);
    const fetch = hub.fetch;
    const codes = {
      ENOTFOUND: 'noSuchHost',
      EAI_AGAIN: 'noSuchHost',
      ECONNREFUSED: 'refused',
      UND_ERR_CONNECT_TIMEOUT: 'timeout',
      SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
      ECONNRESET: 'broken',
    };
    for (const [code, reason] of Object.entries(codes)) {
      const cause = Object.assign(new Error(code), { code });
      hub.fetch = () => Promise.reject(new TypeError('fetch failed', { cause }));
      assert.equal((await fails(model('org/known'), 'HubUnreachable')).reason, reason);
    }
    hub.fetch = () => fetch(new URL('http://127.0.0.1:1/'), {});
    await fails(model('org/known'), 'HubUnreachable');
    hub.fetch = fetch;
  });

  it('follows no loop, and nothing that is not encrypted', async () => {
    hub.server.add({ id: 'org/known', files });
    hub.server.misbehave({ kind: 'redirectLoop' });
    assert.equal((await fails(model('org/known'), 'HubBadAnswer')).problem, 'redirects');
    hub.server.behave();
    hub.server.misbehave({ kind: 'redirectTo', location: 'http://example.com/' });
    assert.deepEqual(await fails(model('org/known'), 'HubBadAnswer'), {
      host: 'example.com',
      problem: 'insecure',
    });
    hub.server.behave();
    hub.server.misbehave({ kind: 'redirectTo', location: 'ftp://example.com/' });
    await fails(model('org/known'), 'HubBadAnswer');
  });

  it('stops at once when it is cancelled', async () => {
    hub.server.add({ id: 'org/known', files });
    hub.server.misbehave({ kind: 'hang' });
    const controller = new AbortController();
    const asked = hub.client.model('org/known', 'main', controller.signal);
    setTimeout(() => controller.abort(), 50);
    await fails(asked, 'Cancelled');
  });
});
