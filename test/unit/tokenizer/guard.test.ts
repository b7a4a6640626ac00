import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import { openPiece } from '../../../src/common/protocol/tokenizer/documents';
import {
  tokensCount,
  type CountResult,
  type TokenizerRef,
} from '../../../src/common/protocol/tokenizer/tokens';
import { WorkerProcess } from '../../../src/host/node/processes/workerProcess';
import { TokenizerGuard } from '../../../src/host/tokenizers/tokenizerGuard';
import { trap, unigram, wordLevel, type TokenizerFile } from '../../support/tokenizerFiles';
import { tokenizerRef } from './support/client';

const gpt2 = tokenizerRef('gpt2');
const snowmen = `${'☃'.repeat(2_000)}!`;

describe('the guard of added tokenizers', function () {
  this.timeout(60_000);
  let folder = '';
  let worker: WorkerProcess;
  let guard: TokenizerGuard;
  let faults: string[];
  let log: string[];
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tokenscope-'));
  });
  after(() => rm(folder, { recursive: true }));
  beforeEach(() => {
    faults = [];
    log = [];
    worker = new WorkerProcess({
      name: 'tokenizer',
      program: path.resolve('dist/tokenizer.js'),
      log: { info: () => undefined, warn: (line) => log.push(line) },
      runtime: () => '',
      idleMilliseconds: () => 60_000,
    });
    guard = new TokenizerGuard(worker, (id, reason) => faults.push(`${id} ${reason}`), {
      interval: 50,
      limit: 700,
    });
  });
  afterEach(() => worker.dispose());

  const added = async (id: string, contents: TokenizerFile): Promise<TokenizerRef> => {
    const file = path.join(folder, `${id}.json`);
    const json = JSON.stringify(contents);
    await writeFile(file, json);
    return { id, file, sha256: createHash('sha256').update(json).digest('hex') };
  };
  const count = (
    tokenizer: TokenizerRef,
    text: string,
    source = new CancellationTokenSource(),
  ): Promise<CountResult> => {
    guard.start();
    guard.notify(openPiece, { uri: text, version: 1, index: 0, text, last: true });
    const selections = [{ start: 0, end: text.length }];
    const document = { uri: text, version: 1 };
    const params = { document, tokenizer, selections, addSpecialTokens: false };
    return guard.request(tokensCount, params, source.token);
  };
  const until = async (condition: () => boolean): Promise<void> => {
    const end = Date.now() + 15_000;
    while (!condition()) {
      assert.ok(Date.now() < end, 'waited too long');
      await new Promise((next) => setTimeout(next, 10));
    }
  };

  it('lets well-behaved tokenizers work', async () => {
    const own = await added('own', wordLevel());
    assert.deepEqual(await count(own, 'hello world nobody'), { tokens: 3, unknown: 1 });
    assert.deepEqual(faults, []);
  });

  it('blames the one that crashes the process, and others go on', async () => {
    const bad = await added('bad', trap('crash'));
    assert.equal((await count(bad, 'hello')).tokens, 1);
    await assert.rejects(count(bad, snowmen), {
      code: 'TokenizerQuarantined',
      args: { tokenizer: 'bad', reason: 'crashed' },
    });
    assert.ok(faults.includes('bad crashed'));
    // The log says where the library gave up, and nothing after that: it could quote the text.
    await until(() => log.some((line) => line.includes(' panicked at ')));
    assert.equal((await count(gpt2, 'Hello world')).tokens, 2);
    assert.ok(!log.join('\n').includes('retry-limit'));
  });

  it('ends a process that hangs in the library, and sends what others wait for again', async () => {
    const bad = await added('bad', trap('slow'));
    const began = Date.now();
    const hanging = count(bad, snowmen);
    await assert.rejects(hanging, {
      code: 'TokenizerQuarantined',
      args: { tokenizer: 'bad', reason: 'slow' },
    });
    assert.ok(Date.now() - began < 5_000);
    assert.deepEqual(faults, ['bad slow']);
    assert.equal((await count(gpt2, 'Hello world')).tokens, 2);
  });

  it('notices that too when the caller gave up', async () => {
    for (const [kind, reason] of [
      ['slow', 'slow'],
      ['crash', 'crashed'],
    ] as const) {
      faults.length = 0;
      const bad = await added('bad', trap(kind));
      await count(bad, 'hello');
      const source = new CancellationTokenSource();
      const given = count(bad, snowmen, source);
      await new Promise((next) => setTimeout(next, 5));
      source.cancel();
      await assert.rejects(given, { code: 'Cancelled' });
      await until(() => faults.includes(`bad ${reason}`));
    }
  });

  it('ends a process that does not answer at all', async () => {
    const own = await added('own', wordLevel());
    await count(own, 'hello');
    const { pid } = worker;
    assert.ok(pid !== undefined);
    process.kill(pid, 'SIGSTOP');
    await assert.rejects(count(own, 'hello world'), { code: 'TokenizerQuarantined' });
    assert.deepEqual(faults, ['own slow']);
    assert.equal((await count(gpt2, 'Hello world')).tokens, 2);
    assert.notEqual(worker.pid, pid);
  });

  it('bounds the memory of the process', async () => {
    const bad = await added('bad', trap('huge'));
    await assert.rejects(count(bad, snowmen), { code: 'TokenizerQuarantined' });
  });

  it('blames nobody for a restart that the user asks for', async () => {
    const bad = await added('bad', trap('slow'));
    const hanging = count(bad, snowmen);
    await new Promise((next) => setTimeout(next, 300));
    guard.restart();
    await assert.rejects(hanging, { code: 'Cancelled' });
    await new Promise((next) => setTimeout(next, 1_500));
    assert.deepEqual(faults, []);
  });

  it('says so when the copy is gone or was changed', async () => {
    const own = await added('own', unigram());
    await assert.rejects(count({ ...own, file: path.join(folder, 'none.json') }, 'hello'), {
      code: 'TokenizerCopyLost',
      args: { tokenizer: 'own', problem: 'missing' },
    });
    await writeFile(own.file, JSON.stringify(wordLevel()));
    await assert.rejects(count(own, 'hello'), {
      code: 'TokenizerCopyLost',
      args: { tokenizer: 'own', problem: 'changed' },
    });
    assert.deepEqual(faults, []);
  });

  it('refuses texts that would have to be encoded whole and are too long for that', async () => {
    const own = await added('own', unigram());
    const text = 'hello world '.repeat(20_000);
    assert.ok((await count(own, text)).tokens > 40_000);
    await assert.rejects(count(own, text.repeat(5)), {
      code: 'TooLongToEncodeWhole',
      args: { tokenizer: 'own', limit: 1_000_000 },
    });
  });
});
