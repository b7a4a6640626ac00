import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import {
  CancellationTokenSource,
  NotificationType,
  ProgressType,
  RequestType,
} from 'vscode-jsonrpc/node';
import { loadingChanged } from '../../../src/common/protocol/model/models';
import { isTokenscopeError, type ErrorCode } from '../../../src/common/errors';
import { WorkerProcess } from '../../../src/host/node/processes/workerProcess';
import { quickest } from '../../support/quickest';

const echo = new RequestType<{ value: unknown }, unknown, unknown>('echo');
const environment = new RequestType<
  object,
  { options: string | null; electron: string | null; arguments: string[]; binary: string },
  unknown
>('environment');
const wait = new RequestType<{ milliseconds: number; progress?: string }, string, unknown>('wait');
const hang = new RequestType<object, unknown, unknown>('hang');
const block = new RequestType<{ milliseconds: number }, unknown, unknown>('block');
const load = new RequestType<{ milliseconds: number }, string, unknown>('load');
const crash = new RequestType<object, unknown, unknown>('crash');
const say = new NotificationType<{ text: string }>('say');

const program = resolve('test/support/fixtureWorker.mjs');

describe('a worker process', function () {
  this.timeout(20_000);

  let worker: WorkerProcess;
  let log: string[];
  let starts: number;

  const create = (
    options: { idle?: number; runtime?: string; program?: string } = {},
  ): WorkerProcess =>
    new WorkerProcess({
      name: 'fixture',
      program: options.program ?? program,
      log: { info: (line) => log.push(line), warn: (line) => log.push(line) },
      runtime: () => options.runtime ?? '',
      idleMilliseconds: () => options.idle ?? 60_000,
      patience: { alone: 300, beside: 1_000 },
    });
  const rejects = (promise: Promise<unknown>, code: ErrorCode): Promise<void> =>
    assert.rejects(promise, (error) => isTokenscopeError(error, code));
  const until = async (condition: () => boolean, milliseconds = 5_000): Promise<void> => {
    const end = Date.now() + milliseconds;
    while (!condition()) {
      assert.ok(Date.now() < end, 'waited too long');
      await new Promise((next) => setTimeout(next, 10));
    }
  };
  const alive = isRunning;

  beforeEach(() => {
    log = [];
    starts = 0;
    worker = create();
    worker.onDidStart(() => starts++);
  });
  afterEach(() => worker.dispose());

  it('starts on first use, and keeps typed arrays whole', async () => {
    assert.equal(worker.pid, undefined);
    const value = await worker.request(echo, { value: new Uint32Array([1, 2, 3]) });
    assert.deepEqual(value, new Uint32Array([1, 2, 3]));
    assert.equal(starts, 1);
  });

  it('runs as plain Node, without the debugger flags and options of its parent', async () => {
    process.env['NODE_OPTIONS'] = '--no-warnings';
    try {
      const found = await worker.request(environment, {});
      assert.deepEqual(found, {
        options: null,
        electron: '1',
        arguments: [],
        binary: process.execPath,
      });
    } finally {
      delete process.env['NODE_OPTIONS'];
    }
  });

  it('writes its output to the log', async () => {
    await worker.request(echo, { value: 1 });
    worker.notify(say, { text: 'hello' });
    await until(() => log.includes('[fixture] hello'));
  });

  it('settles a cancelled caller at once, and drops the late answer', async () => {
    await worker.request(echo, { value: 1 });
    const milliseconds = await quickest(async () => {
      const source = new CancellationTokenSource();
      const call = worker.request(wait, { milliseconds: 10_000 }, source.token);
      await new Promise((next) => setTimeout(next, 30));
      const from = performance.now();
      source.cancel();
      await rejects(call, 'Cancelled');
      return performance.now() - from;
    });
    assert.ok(milliseconds < 200, `${milliseconds} ms`);
    assert.equal(await worker.request(echo, { value: 2 }), 2);
    assert.equal(starts, 1);
  });

  it('refuses a call whose token is cancelled already, without starting', async () => {
    const source = new CancellationTokenSource();
    source.cancel();
    await rejects(worker.request(echo, { value: 1 }, source.token), 'Cancelled');
    assert.equal(starts, 0);
  });

  it('reports progress until the caller is settled, and not after', async () => {
    const source = new CancellationTokenSource();
    const seen: number[] = [];
    const call = worker.request(wait, { milliseconds: 400, progress: 'p' }, source.token, {
      type: new ProgressType<number>(),
      token: 'p',
      handler: (value) => {
        seen.push(value);
        if (seen.length === 3) {
          source.cancel();
        }
      },
    });
    await rejects(call, 'Cancelled');
    await new Promise((next) => setTimeout(next, 100));
    assert.equal(seen.length, 3);
  });

  it('kills a process that does not answer a cancelled call, when nothing else waits', async () => {
    await worker.request(echo, { value: 1 });
    const { pid } = worker;
    assert.ok(pid !== undefined);
    const source = new CancellationTokenSource();
    const call = worker.request(hang, {}, source.token);
    source.cancel();
    await rejects(call, 'Cancelled');
    await until(() => !alive(pid));
    assert.equal(await worker.request(echo, { value: 2 }), 2);
    assert.equal(starts, 2);
  });

  it('lets others finish first, then kills it and sends them again once', async () => {
    await worker.request(echo, { value: 1 });
    const source = new CancellationTokenSource();
    const hanging = worker.request(hang, {}, source.token);
    const blocked = worker.request(block, { milliseconds: 1_500 });
    const waiting = worker.request(echo, { value: 'again' });
    source.cancel();
    await rejects(hanging, 'Cancelled');
    assert.equal(await waiting, 'again');
    await blocked;
    assert.equal(starts, 2);
  });

  it('leaves a load to finish, however long ago its caller gave up', async () => {
    await worker.request(echo, { value: 1 });
    const source = new CancellationTokenSource();
    const loading = new Promise<void>((resolve) => {
      worker.onNotification(loadingChanged, () => resolve());
    });
    const call = worker.request(load, { milliseconds: 1_500 }, source.token);
    await loading;
    source.cancel();
    await rejects(call, 'Cancelled');
    assert.equal(await worker.request(echo, { value: 3 }), 3);
    assert.equal(starts, 1);
  });

  it('rejects what waited when the process dies, and starts anew on the next call', async () => {
    const lost = worker.request(hang, {});
    await worker.request(echo, { value: 1 });
    process.kill(worker.pid!, 'SIGKILL');
    await assert.rejects(
      lost,
      (error) => isTokenscopeError(error, 'ProcessDied') && error.args.reason === 'SIGKILL',
    );
    assert.equal(await worker.request(echo, { value: 2 }), 2);
  });

  it('stays down after three crashes in a minute, until it is asked again', async () => {
    for (let crashes = 0; crashes < 3; crashes++) {
      await rejects(worker.request(crash, {}), 'ProcessDied');
    }
    await rejects(worker.request(echo, { value: 1 }), 'ProcessDown');
    worker.restart();
    assert.equal(await worker.request(echo, { value: 1 }), 1);
  });

  it('says when it could not be started at all', async () => {
    const broken = create({ runtime: resolve('no-such-node') });
    await rejects(broken.request(echo, { value: 1 }), 'ProcessFailed');
    broken.dispose();
  });

  it('stops when idle, and starts again', async () => {
    const lazy = create({ idle: 50 });
    await lazy.request(echo, { value: 1 });
    const { pid } = lazy;
    await until(() => lazy.pid === undefined);
    await until(() => !alive(pid!));
    assert.equal(await lazy.request(echo, { value: 2 }), 2);
    lazy.dispose();
  });

  it('settles everything on disposal and leaves no process', async () => {
    const lost = worker.request(hang, {});
    await worker.request(echo, { value: 1 });
    const { pid } = worker;
    worker.dispose();
    await rejects(lost, 'Disposed');
    await rejects(worker.request(echo, { value: 1 }), 'Disposed');
    await until(() => !alive(pid!));
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
