import assert from 'node:assert/strict';
import path from 'node:path';
import { isTokenscopeError } from '../../../src/common/errors';
import { freeBytes } from '../../../src/host/node/hub/freeBytes';
import { hubCacheFolder, hubEndpoint, isEncrypted } from '../../../src/host/node/hub/hubSettings';
import { checkPathLength } from '../../../src/host/node/hub/pathLength';

const bad = (error: unknown): boolean => isTokenscopeError(error, 'InvalidParameter');

describe('the address of the hub', () => {
  it('is the setting, else HF_ENDPOINT, else the public hub', () => {
    const environment = { HF_ENDPOINT: 'https://mirror.example/hf/' };
    assert.equal(hubEndpoint('https://own.example/', environment), 'https://own.example');
    assert.equal(hubEndpoint(' ', environment), 'https://mirror.example/hf');
    assert.equal(hubEndpoint('', { HF_ENDPOINT: ' ' }), 'https://huggingface.co');
    assert.equal(hubEndpoint('http://localhost:8080', {}), 'http://localhost:8080');
  });

  it('is encrypted, but on this machine, and holds no password', () => {
    const refused = [
      'http://own.example',
      'ftp://a',
      'own.example',
      'https://u:p@own.example',
      'x',
    ];
    for (const text of [...refused, 'http://localhost.example', 'http://127.0.0.1.example']) {
      assert.throws(() => hubEndpoint(text, {}), bad, text);
      assert.throws(() => hubEndpoint('', { HF_ENDPOINT: text }), bad, text);
    }
    for (const text of ['http://127.0.0.1:1', 'http://[::1]:1', 'https://a']) {
      assert.ok(isEncrypted(new URL(text)), text);
    }
  });
});

describe('the folder of the cache', () => {
  const home = path.resolve('/home/user');
  const at = (setting: string, environment: Record<string, string> = {}): string =>
    hubCacheFolder(setting, environment, home);

  it('is where huggingface_hub has it', () => {
    const all = {
      HF_HUB_CACHE: '/a',
      HUGGINGFACE_HUB_CACHE: '/b',
      HF_HOME: '/c',
      XDG_CACHE_HOME: '/d',
    };
    const { HF_HUB_CACHE: first, HUGGINGFACE_HUB_CACHE: second, HF_HOME: third, ...last } = all;
    assert.deepEqual(
      [
        at('/own', all),
        at('', { ...last, HF_HOME: third, HUGGINGFACE_HUB_CACHE: second, HF_HUB_CACHE: first }),
        at('', { ...last, HF_HOME: third, HUGGINGFACE_HUB_CACHE: second }),
        at('', { ...last, HF_HOME: third }),
        at('', last),
        at(''),
        at('', { HF_HUB_CACHE: '~/models' }),
        at('~/x'),
      ],
      [
        path.resolve('/own'),
        path.resolve('/a'),
        path.resolve('/b'),
        path.resolve('/c/hub'),
        path.resolve('/d/huggingface/hub'),
        path.join(home, '.cache', 'huggingface', 'hub'),
        path.join(home, 'models'),
        path.join(home, 'x'),
      ],
    );
    assert.throws(() => at('relative/folder'), bad);
  });

  it('has paths that Windows can open, or says so', () => {
    const long = [`C:\\${'x'.repeat(300)}`];
    assert.throws(
      () => checkPathLength('C:\\cache', long, 'win32'),
      (error) => isTokenscopeError(error, 'CachePathTooLong') && error.args.length === 303,
    );
    checkPathLength('/cache', long, 'linux');
    checkPathLength('C:\\cache', ['C:\\cache\\x'], 'win32');
  });

  it('is on a disk with room, whether it exists or not', async () => {
    const free = await freeBytes(path.join(process.cwd(), 'no', 'such', 'folder'));
    assert.ok(free !== null && free > 0);
    assert.equal(free > 1_000, true);
  });
});
