import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CompletedToken } from '../../../src/common/completion/completedToken';
import { TokenscopeError } from '../../../src/common/errors';
import { listModels } from '../../../src/host/completion/server/serverClient';
import { CompletionServer } from '../../support/completionServer';
import { failsWith, request, stream, target } from './support';

const text = ' The lamp was lit — 🕯.';
const never = new AbortController().signal;

describe('a completion from a server', () => {
  let server: CompletionServer;
  before(async () => {
    server = await CompletionServer.start();
  });
  beforeEach(() => server.reset());
  after(() => server.close());

  it('streams tokens with probabilities, as vLLM gives them', async () => {
    const streamed: CompletedToken[] = [];
    const answer = await stream(target(server.base), streamed);
    assert.equal(streamed.map(({ chunk }) => chunk).join(''), text);
    assert.deepEqual(answer.tokens, streamed);
    assert.deepEqual(
      streamed.map(({ index }) => index),
      [0, 1, 2, 3, 4, 5, 6],
    );
    const [first] = streamed;
    assert.deepEqual([first?.id, first?.logProb], [null, -0.5]);
    assert.deepEqual(
      first?.alternatives.map(({ text: each }) => each),
      [' The', ' else', ' other'],
    );
    const { model, fingerprint, promptTokens, stop } = answer;
    assert.deepEqual([model, fingerprint, promptTokens, stop], ['test-model', null, 12, 'end']);
  });

  it('streams them with ids and a fingerprint, as llama.cpp gives them', async () => {
    server.behaviour = 'llama';
    const { tokens, fingerprint, stop } = await stream(target(server.base));
    assert.equal(tokens.map(({ chunk }) => chunk).join(''), text);
    assert.deepEqual([tokens[1]?.id, tokens[1]?.alternatives[1]?.id], [1001, 2001]);
    assert.deepEqual([fingerprint, stop], ['b4567-abcdef0', 'end']);
  });

  it('streams pieces without probabilities where the server gives none', async () => {
    server.behaviour = 'plain';
    const { tokens } = await stream(target(server.base));
    assert.equal(tokens.map(({ chunk }) => chunk).join(''), text);
    assert.ok(tokens.every(({ logProb, id }) => logProb === null && id === null));
  });

  it('does not claim to know whether a stop string or the end was reached', async () => {
    server.behaviour = 'llama';
    const { stop } = await stream(target(server.base), [], request({ stop: ['END'] }));
    assert.equal(stop, 'ended');
  });

  it('comes as it is written, not at its end', async () => {
    server.milliseconds = 60;
    const times: number[] = [];
    const streamed = { push: () => times.push(performance.now()) } as unknown as CompletedToken[];
    await stream(target(server.base), streamed);
    assert.ok((times.at(-1) ?? 0) - (times[0] ?? 0) > 200, times.join());
  });

  it('stops at max_tokens, also where the server does not', async () => {
    const kept = await stream(target(server.base), [], request({ maxNewTokens: 4 }));
    assert.deepEqual([kept.tokens.length, kept.stop], [4, 'length']);
    server.behaviour = 'ignoreLimit';
    const cut = await stream(target(server.base), [], request({ maxNewTokens: 4 }));
    assert.deepEqual([cut.tokens.length, cut.stop], [4, 'length']);
    await sleep(100);
    assert.ok(server.completions[1]?.abortedAt !== null, 'the request still runs');
  });

  it('does not wait long for the end of a stream whose text is complete', async () => {
    server.behaviour = 'noLastEvent';
    const { tokens, stop } = await stream(target(server.base));
    assert.deepEqual([tokens.length, stop], [7, 'end']);
  });

  it('is cancelled on the wire within 200 ms', async () => {
    server.behaviour = 'neverEnd';
    const abort = new AbortController();
    const streamed: CompletedToken[] = [];
    const running = stream(target(server.base), streamed, request(), abort.signal);
    while (streamed.length < 3) {
      await sleep(5);
    }
    const began = Date.now();
    abort.abort();
    await failsWith(running, 'Cancelled');
    assert.ok(Date.now() - began < 200);
    while (server.completions[0]?.abortedAt === null) {
      await sleep(5);
    }
    assert.ok((server.completions[0]?.abortedAt ?? Infinity) - began < 200);
  });

  it('is cancelled before anything came, and not even begun after', async () => {
    server.behaviour = 'hang';
    const abort = new AbortController();
    const running = stream(target(server.base), [], request(), abort.signal);
    setTimeout(() => abort.abort(), 50);
    await failsWith(running, 'Cancelled');
    await failsWith(stream(target(server.base), [], request(), abort.signal), 'Cancelled');
    assert.equal(server.completions.length, 1);
  });

  it('sends prompt, form and key, and nothing of the machine or its environment', async () => {
    const secrets = {
      OPENAI_API_KEY: 'sk-environment',
      OPENAI_ADMIN_KEY: 'sk-admin',
      OPENAI_ORG_ID: 'org-secret',
      OPENAI_PROJECT_ID: 'project-secret',
      OPENAI_CUSTOM_HEADERS: 'x-secret: yes',
      OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
    };
    Object.assign(process.env, secrets);
    try {
      await stream(target(server.base, { key: 'sk-mine' }));
      await stream(target(server.base));
    } finally {
      for (const name of Object.keys(secrets)) {
        Reflect.deleteProperty(process.env, name);
      }
    }
    const [withKey, without] = server.completions;
    assert.equal(withKey?.headers.authorization, 'Bearer sk-mine');
    assert.equal(without?.headers.authorization, undefined);
    assert.equal(withKey.body['prompt'], 'That night');
    const known = [
      'accept',
      'accept-encoding',
      'accept-language',
      'authorization',
      'connection',
      'content-length',
      'content-type',
      'host',
      'sec-fetch-mode',
      'user-agent',
    ];
    const others = Object.keys(withKey.headers).filter((name) => !known.includes(name));
    assert.deepEqual(others, []);
    assert.equal(withKey.headers['user-agent'], 'Tokenscope');
  });

  it('is not begun while the network is closed', async () => {
    const closed = target(server.base, {
      fetch: () => Promise.reject(new TokenscopeError('Offline', { host: server.host })),
    });
    assert.deepEqual(await failsWith(stream(closed), 'Offline'), { host: server.host });
    await failsWith(listModels(closed, never), 'Offline');
    assert.equal(server.requests.length, 0);
  });

  it('has the models that the server lists', async () => {
    server.models = ['one', 'two'];
    assert.deepEqual(await listModels(target(server.base), never), ['one', 'two']);
    server.key = 'sk-mine';
    await failsWith(listModels(target(server.base), never), 'ServerKeyRefused');
    assert.deepEqual(await listModels(target(server.base, { key: 'sk-mine' }), never), [
      'one',
      'two',
    ]);
  });
});
