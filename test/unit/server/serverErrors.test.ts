import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { ErrorCode } from '../../../src/common/errors';
import type { CompletedToken } from '../../../src/common/completion/completedToken';
import { listModels } from '../../../src/host/completion/server/serverClient';
import { CompletionServer, type Behaviour } from '../../support/completionServer';
import { failsWith, stream, target } from './support';

const never = new AbortController().signal;

describe('a completion server that misbehaves', () => {
  let server: CompletionServer;
  before(async () => {
    server = await CompletionServer.start();
  });
  beforeEach(() => server.reset());
  after(() => server.close());

  const status = (code: number, body: unknown, headers: Record<string, string> = {}): void => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    server.behaviour = { status: code, body: text, headers };
  };

  it('hangs: nothing comes within the time limit', async () => {
    server.behaviour = 'hang';
    const slow = target(server.base, { limits: { first: 0.2, next: 60 } });
    const { limit, seconds } = await failsWith(stream(slow), 'ServerTooSlow');
    assert.deepEqual([limit, seconds], ['first', 0.2]);
  });

  it('hangs in the middle: what came before was streamed', async () => {
    server.behaviour = 'hangAfterThree';
    const slow = target(server.base, { limits: { first: 60, next: 0.2 } });
    const streamed: CompletedToken[] = [];
    const { limit } = await failsWith(stream(slow, streamed), 'ServerTooSlow');
    assert.deepEqual([limit, streamed.length], ['next', 3]);
  });

  it('breaks off, or ends without saying why, in the middle', async () => {
    for (const behaviour of ['breakOff', 'endEarly', 'malformed'] as const) {
      server.behaviour = behaviour;
      const streamed: CompletedToken[] = [];
      const args = await failsWith(stream(target(server.base), streamed), 'ServerBrokeOff');
      assert.deepEqual([args.tokens, streamed.length], [3, 3], behaviour);
    }
  });

  it('is not there, or hangs up at once', async () => {
    const { port } = await closedPort();
    const nobody = target(`http://127.0.0.1:${port}/v1`);
    const refused = await failsWith(stream(nobody), 'ServerUnreachable');
    assert.deepEqual(refused, { host: `127.0.0.1:${port}`, reason: 'ECONNREFUSED' });
    await failsWith(listModels(nobody, never), 'ServerUnreachable');
    server.behaviour = 'breakAtOnce';
    await failsWith(stream(target(server.base)), 'ServerUnreachable');
  });

  it('is no completion server: a web page, JSON in one piece, or nothing of it', async () => {
    const answers: [Behaviour, string][] = [
      ['html', 'text/html'],
      ['json', 'application/json'],
      [{ status: 200, body: 'hello', headers: { 'content-type': 'text/plain' } }, ''],
    ];
    for (const [behaviour, answer] of answers) {
      server.behaviour = behaviour;
      const args = await failsWith(stream(target(server.base)), 'ServerNotApi');
      assert.equal(args.answer, answer);
    }
    const elsewhere = target(`http://${server.host}/nothing/here`);
    await failsWith(listModels(elsewhere, never), 'ServerRefused');
  });

  it('sends bytes that are not UTF-8, after text that was streamed', async () => {
    server.behaviour = 'badUtf8';
    const streamed: CompletedToken[] = [];
    await failsWith(stream(target(server.base), streamed), 'ServerNotUtf8');
    assert.equal(streamed.length, 3);
  });

  it('sends without end', async () => {
    server.behaviour = 'flood';
    const args = await failsWith(stream(target(server.base)), 'ServerNotApi');
    assert.equal(args.answer, 'text without end');
  });

  it('sends elsewhere, and is not followed', async () => {
    server.behaviour = 'redirect';
    const args = await failsWith(stream(target(server.base)), 'ServerRedirected');
    assert.equal(args.to, 'https://elsewhere.example');
  });

  it('refuses: a key, too many requests, a parameter, a prompt, or all', async () => {
    const page = { 'content-type': 'text/html' };
    const cases: [() => void, ErrorCode, object][] = [
      [() => status(401, ''), 'ServerKeyRefused', { sent: false }],
      [() => status(403, {}), 'ServerKeyRefused', { sent: false }],
      [() => status(429, '', { 'retry-after': '17' }), 'ServerBusy', { seconds: 17 }],
      [() => status(429, ''), 'ServerBusy', { seconds: null }],
      [() => status(429, '', { 'retry-after': 'soon' }), 'ServerBusy', { seconds: null }],
      [
        () => status(400, { error: { message: 'Unrecognized argument: top_k' } }),
        'ServerRefused',
        { status: 400, said: 'Unrecognized argument: top_k', field: 'top_k' },
      ],
      [
        () => status(400, { object: 'error', message: 'maximum context\nlength is 512' }),
        'ServerRefused',
        { status: 400, said: 'maximum context length is 512', field: null },
      ],
      [
        () => status(500, '<h1>Internal Server Error</h1>', page),
        'ServerFailed',
        { status: 500, said: '' },
      ],
      [
        () => status(503, { error: { message: 'Loading model', code: 503 } }),
        'ServerFailed',
        { status: 503, said: 'Loading model' },
      ],
    ];
    for (const [prepare, code, args] of cases) {
      prepare();
      const actual = await failsWith(stream(target(server.base)), code);
      assert.deepEqual(actual, { host: server.host, ...args });
    }
    status(401, '');
    const { sent } = await failsWith(
      stream(target(server.base, { key: 'sk-old' })),
      'ServerKeyRefused',
    );
    assert.equal(sent, true);
  });

  it('says when to come back by a date', async () => {
    status(429, '', { 'retry-after': new Date(Date.now() + 60_000).toUTCString() });
    const { seconds } = await failsWith(stream(target(server.base)), 'ServerBusy');
    assert.ok(seconds !== null && seconds > 55 && seconds <= 61, String(seconds));
  });

  it('reports an error in the stream', async () => {
    server.behaviour = 'errorEvent';
    const streamed: CompletedToken[] = [];
    const args = await failsWith(stream(target(server.base), streamed), 'ServerFailed');
    assert.deepEqual([args.status, args.said, streamed.length], [null, 'CUDA out of memory', 3]);
  });

  it('has other models than the one asked for, or is none at this address', async () => {
    server.models = ['one', 'two'];
    const args = await failsWith(stream(target(server.base)), 'ServerModelUnknown');
    assert.deepEqual(args, { host: server.host, model: 'test-model', models: ['one', 'two'] });
    const elsewhere = target(`http://${server.host}/nothing/here`);
    const { answer } = await failsWith(stream(elsewhere), 'ServerNotApi');
    assert.equal(answer, '404');
  });

  it('has its own words cut and out of the logs, since they can repeat the prompt', async () => {
    status(400, { detail: [{ input: 'x' }, {}], message: `prompt: ${'That night '.repeat(100)}` });
    const error = await stream(target(server.base)).catch((reason: unknown) => reason);
    assert.ok(error instanceof Error && !error.message.includes('That night'), String(error));
    const { said } = await failsWith(stream(target(server.base)), 'ServerRefused');
    assert.ok(said.startsWith('prompt: That night') && said.length <= 201, said);
  });

  it('is asked once, whatever it answers', async () => {
    for (const code of [408, 409, 429, 500]) {
      server.requests.length = 0;
      status(code, '', { 'x-should-retry': 'true', 'retry-after': '0' });
      await stream(target(server.base)).catch(() => undefined);
      assert.equal(server.completions.length, 1, String(code));
    }
  });
});

/** A port of this machine at which nobody listens. */
async function closedPort(): Promise<AddressInfo> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address() as AddressInfo;
  listener.close();
  await once(listener, 'close');
  return address;
}
