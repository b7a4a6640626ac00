import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands, CancellationTokenSource } from 'vscode';
import { Command, Setting } from '../../src/common/contributions';
import { TokenscopeError, type ErrorArguments } from '../../src/common/errors';
import { planDownload } from '../../src/common/hub/downloadPlan';
import type { Internals } from '../../src/extension';
import { wordError } from '../../src/host/errors/sentences';
import { goodToken, HubServer } from '../support/hub/hubServer';
import { rejectsWith, tokenscope, withSetting } from './support';

/** The hub with the user's settings, in the extension host. */
describe('the model hub', () => {
  const server = new HubServer();
  const { signal } = new AbortController();
  let internals: Internals;
  let cache: string;

  before(async () => {
    ({ internals } = await tokenscope());
    await server.start();
    cache = mkdtempSync(path.join(tmpdir(), 'tokenscope-hub-'));
    const { registry } = internals;
    const bundled = registry.folder(registry.get('gpt2-starter')).fsPath;
    const file = (name: string): Buffer => readFileSync(path.join(bundled, name));
    server.add({
      id: 'org/gpt2-starter',
      task: 'text-generation',
      files: {
        'config.json': file('config.json'),
        'tokenizer.json': file('tokenizer.json'),
        'tokenizer_config.json': file('tokenizer_config.json'),
        'onnx/model_quantized.onnx': file('onnx/model_quantized.onnx'),
        'onnx/model_quantized.onnx_data': file('onnx/model_quantized.onnx_data'),
      },
    });
  });
  after(async () => {
    await server.stop();
    rmSync(cache, { recursive: true, force: true });
  });

  const withHub = (work: () => Promise<void>): Promise<void> =>
    withSetting(Setting.hubEndpoint, server.endpoint, () =>
      withSetting(Setting.hubCache, cache, work),
    );

  it('fetches a model with the settings of the machine, and the model process takes it', () =>
    withHub(async () => {
      const { client, downloader } = internals.hub;
      assert.equal(internals.hub.cache, cache);
      const model = await client.model('org/gpt2-starter', 'main', signal);
      const plan = planDownload(model, 'q8');
      const done = await downloader.download(plan, signal, () => undefined);
      const { registry } = internals;
      const catalog = registry.get('gpt2-starter');
      const fetched = { ...catalog, id: 'fetched', folder: done.folder, files: done.files };
      const taskFiles = done.files.map((file) => file.path);
      const { token } = new CancellationTokenSource();
      const usable = { ...fetched, taskFiles, graphs: {} };
      const loaded = await registry.load(usable, token, () => undefined);
      assert.equal(loaded.id, 'fetched');
      await registry.unload(usable);
    })).timeout(120_000);

  it('opens no socket while Tokenscope works offline, but lists what is in the cache', () =>
    withHub(() =>
      withSetting(Setting.workOffline, true, async () => {
        server.connections = 0;
        server.behave();
        const { client } = internals.hub;
        await rejectsWith(client.model('org/gpt2-starter', 'main', signal), 'Offline');
        await rejectsWith(client.search({ query: 'gpt', limit: 1 }, signal), 'Offline');
        assert.deepEqual(
          (await internals.hub.cachedModels()).map(({ id }) => id),
          ['org/gpt2-starter'],
        );
        assert.deepEqual([server.connections, server.requests.length], [0, 0]);
      }),
    ));

  it('refuses an address that is not encrypted, and a folder that is not absolute', async () => {
    const { hub } = internals;
    await withSetting(Setting.hubEndpoint, 'http://example.com', () =>
      rejectsWith(hub.client.model('gpt2', 'main', signal), 'InvalidParameter'),
    );
    await withSetting(Setting.hubCache, 'models', () =>
      rejectsWith(hub.cachedModels(), 'InvalidParameter'),
    );
  });

  it('keeps the token, sends it to the hub only, and forgets it', () =>
    withHub(async () => {
      const { client, token } = internals.hub;
      const before = process.env['HF_TOKEN'];
      const seen = async (): Promise<string | null | undefined> => {
        server.behave();
        await client.model('org/gpt2-starter', 'main', signal);
        return server.requests[0]?.authorization;
      };
      try {
        delete process.env['HF_TOKEN'];
        assert.equal(await seen(), null);
        await token.set(` ${goodToken} `);
        assert.equal(await seen(), `Bearer ${goodToken}`);
        process.env['HF_TOKEN'] = 'hf_other';
        assert.equal(await token.get(), goodToken);
        await commands.executeCommand(Command.forgetHubToken);
        assert.equal(await token.get(), 'hf_other');
      } finally {
        if (before === undefined) delete process.env['HF_TOKEN'];
        else process.env['HF_TOKEN'] = before;
      }
    }));

  it('says everything that can go wrong in one clear sentence', () => {
    const host = 'hub.example';
    const failures: { [C in HubCode]: ErrorArguments[C][] } = {
      HubBadId: [{ text: 'a//b' }],
      HubBadRevision: [{ text: '..' }],
      HubBadPath: [{ model: 'o/m', path: '../x' }],
      HubUnreachable: (['noSuchHost', 'refused', 'timeout', 'certificate', 'broken'] as const).map(
        (reason) => ({ host, reason, detail: 'CODE' }),
      ),
      HubBadAnswer: (['notJson', 'webPage', 'insecure', 'redirects'] as const).map((problem) => ({
        host,
        problem,
      })),
      HubUnknownModel: [{ model: 'o/m' }],
      HubUnknownRevision: [{ model: 'o/m', revision: 'v1' }],
      HubGated: [{ model: 'o/m', page: 'https://hub.example/o/m' }],
      HubUnauthorized: [
        { host, token: true },
        { host, token: false },
      ],
      HubRateLimited: [
        { host, seconds: null },
        { host, seconds: 61.2 },
      ],
      HubServerError: [{ host, status: 500 }],
      HubNoOnnx: [
        { model: 'o/m', sibling: 'x/m-ONNX', tokenizer: true },
        { model: 'o/m', sibling: null, tokenizer: true },
        { model: 'o/m', sibling: null, tokenizer: false },
      ],
      HubWrongKind: [
        { model: 'o/m', architecture: 'T5Model', tokenizer: true },
        { model: 'o/m', architecture: 'T5Model', tokenizer: false },
      ],
      HubNoPrecision: [{ model: 'o/m', precision: 'q8', offered: ['fp32', 'q4'] }],
      HubModelBusy: [{ model: 'o/m' }],
      HubFileMissing: [{ model: 'o/m', file: 'config.json' }],
      HubFileTooLarge: [{ model: 'o/m', file: 'config.json', bytes: 1e10, limit: 1e7 }],
      HubBadFile: (['hash', 'length', 'html', 'lfsPointer'] as const).map((problem) => ({
        file: 'onnx/model.onnx',
        problem,
      })),
      HubInterrupted: [{ file: 'onnx/model.onnx', received: 5e6, total: 1e8 }],
      DiskTooSmall: [{ folder: '/cache', needed: 2e9, free: 1e9 }],
      CacheDiskFull: [{ folder: '/cache' }],
      CacheNotWritable: [{ folder: '/cache', reason: 'EROFS' }],
      CachePathTooLong: [{ folder: 'C:\\cache', length: 300, limit: 259 }],
    };
    const sentences = Object.entries(failures).flatMap(([code, all]) =>
      all.map((args) => {
        const error = new TokenscopeError(code as HubCode, args);
        const { sentence } = wordError(error);
        for (const value of Object.values(args).filter((each) => typeof each === 'string')) {
          // Words for a reason stand in the sentence, its name does not.
          assert.ok(
            sentence.includes(value) || /^[a-z]+([A-Z][a-z]*)*$|^CODE$/.test(value),
            `${sentence} lacks ${value}`,
          );
        }
        assert.match(sentence, /[.?]$/);
        assert.doesNotMatch(sentence, /\{\d\}|undefined|null/);
        return sentence;
      }),
    );
    assert.equal(new Set(sentences).size, sentences.length);
  });
});

type HubCode = Extract<keyof ErrorArguments, `Hub${string}` | `Cache${string}` | 'DiskTooSmall'>;
