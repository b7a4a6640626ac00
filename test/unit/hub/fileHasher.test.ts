import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isTokenscopeError } from '../../../src/common/errors';
import { TinyHub } from '../../support/hub/tinyHub';

describe('the process that hashes', () => {
  const hub = new TinyHub();
  const { signal } = new AbortController();
  let folder: string;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'tokenscope-hash-'));
    await hub.server.start();
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await hub.stop();
  });

  it('gives what `sha256sum` and `git hash-object` give', async () => {
    const file = path.join(folder, 'hello é.txt');
    writeFileSync(file, 'hello\n');
    assert.deepEqual(await hub.hasher.hash(file, ['sha256', 'git-sha1'], signal), {
      bytes: 6,
      digests: {
        sha256: '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03',
        'git-sha1': 'ce013625030ba8dba906f756967f9e9ca394464a',
      },
    });
    writeFileSync(file, '');
    assert.deepEqual((await hub.hasher.hash(file, ['git-sha1'], signal)).digests, {
      'git-sha1': 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391',
    });
  });

  it('tells of a file that is not there, and stops when it is cancelled', async () => {
    const missing = path.join(folder, 'none');
    await assert.rejects(hub.hasher.hash(missing, ['sha256'], signal), (error) =>
      isTokenscopeError(error, 'FileMissing'),
    );
    const large = path.join(folder, 'large');
    writeFileSync(large, Buffer.alloc(100_000_000));
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 10);
    await assert.rejects(hub.hasher.hash(large, ['sha256'], controller.signal), (error) =>
      isTokenscopeError(error, 'Cancelled'),
    );
  });
});

describe('the bundle of libraries for the hub', () => {
  it('changes nothing of Node that other extensions of the host use', () => {
    const script = `
      const fs = require('node:fs');
      const signals = () => process.eventNames().filter((name) => /^SIG/.test(String(name))).length;
      const state = () => [fs.close, fs.closeSync, process.emit, process.reallyExit, signals()];
      const before = state();
      const library = require(${JSON.stringify(path.resolve('dist', 'hubLibrary.js'))});
      const after = state();
      const names = Object.keys(library).sort().join();
      process.stdout.write(before.every((each, index) => each === after[index]) + ' ' + names);
    `;
    assert.equal(
      execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }),
      'true listFiles,listModels,lock,modelInfo',
    );
  });
});
