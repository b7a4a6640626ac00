import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, ConfigurationTarget, env, workspace } from 'vscode';
import type { CompletionState } from '../../src/common/protocol/views/completion';
import type { Internals } from '../../src/extension';
import type { TokenscopeApi } from '../../src/host/api/api';
import { parseServerAddress } from '../../src/host/completion/server/serverAddress';
import { CompletionServer } from '../support/completionServer';
import {
  closeAll,
  pause,
  selectAll,
  setSetting,
  showText,
  tokenscope,
  until,
  withSetting,
} from './support';

const text = ' The lamp was lit — 🕯.';
const prompt = 'That night the keeper climbed the stairs.';

describe('a completion server', () => {
  let api: TokenscopeApi & { internals: Internals };
  let internals: Internals;
  let server: CompletionServer;
  let questions: string[];
  let agree = true;
  const sentences: string[] = [];

  before(async () => {
    api = await tokenscope();
    ({ internals } = api);
    server = await CompletionServer.start();
    internals.errors.onDidShow((sentence) => sentences.push(sentence));
    internals.server.backend.consent.confirm = (question, detail) => {
      questions.push(`${question}\n${detail}`);
      return Promise.resolve(agree);
    };
  });
  beforeEach(async () => {
    server.reset();
    questions = [];
    agree = true;
    sentences.length = 0;
    await set('endpoint', server.base);
    await set('model', 'test-model');
    await internals.server.backend.consent.withdraw();
    await internals.server.backend.use(true);
  });
  afterEach(async () => {
    await internals.server.backend.use(false);
    await internals.server.backend.keys.forgetAll();
    for (const name of ['firstTokenSeconds', 'furtherParameters']) {
      await set(name, undefined);
    }
    await closeAll();
  });
  after(async () => {
    for (const name of ['endpoint', 'model']) {
      await set(name, undefined);
    }
    internals.completion.clear();
    await server.close();
  });

  const set = (name: string, value: unknown): Promise<void> =>
    setSetting(`tokenscope.server.${name}`, value);
  const state = (): CompletionState => internals.completion.state;
  const run = async (): Promise<CompletionState> => {
    await selectAll(await showText(prompt));
    await commands.executeCommand('tokenscope.completion.continue');
    return state();
  };

  it('continues a text in the view, and is named there', async () => {
    server.behaviour = 'llama';
    const { tokens, stopped, model, promptTokens, closed, server: host } = await run();
    assert.equal(state().text, text);
    assert.equal(server.completions[0]?.body['prompt'], prompt);
    assert.deepEqual(
      [tokens[0]?.id, tokens[0]?.logProb, tokens[0]?.sampledLogProb],
      [1000, -0.5, null],
    );
    assert.deepEqual(host, { host: server.host, local: true });
    assert.match(model?.name ?? '', /^test-model at 127\.0\.0\.1:/);
    assert.deepEqual([model?.precision, model?.revision], ['as the server runs it', '']);
    assert.equal(model?.server?.fingerprint, 'b4567-abcdef0');
    assert.match(stopped ?? '', /ended the text/);
    assert.equal(promptTokens, 12);
    assert.match(closed ?? '', /local model/);
    assert.equal(internals.server.status.text, `$(cloud-upload) GPT: ${server.host}`);
  });

  it('asks once for each address, names it, and sends nothing where a person refuses', async () => {
    agree = false;
    await run();
    assert.equal(server.requests.length, 0);
    assert.equal(state().text, '');
    assert.ok(questions[0]?.includes(server.base) && questions[0].includes(server.host));
    agree = true;
    await run();
    await run();
    assert.deepEqual([questions.length, server.completions.length], [2, 2]);
    await set('endpoint', `http://localhost:${server.host.split(':')[1] ?? ''}/v1`);
    await run();
    assert.deepEqual([questions.length, server.completions.length], [3, 3]);
    await commands.executeCommand('tokenscope.server.withdrawConsent');
    assert.equal(internals.server.backend.inUse, null);
    await internals.server.backend.use(true);
    await run();
    assert.equal(questions.length, 4);
  });

  it('asks twice before text goes unencrypted to another machine', async () => {
    const { consent } = internals.server.backend;
    assert.equal(await consent.ask(parseServerAddress('https://llm.example.org')), true);
    assert.equal(questions.length, 1);
    assert.equal(await consent.ask(parseServerAddress('http://llm.example.org')), true);
    assert.equal(questions.length, 3);
    assert.match(questions[2] ?? '', /without encryption/);
  });

  it('keeps the key in the secret storage, sends it to its own address only, and forgets it', async () => {
    const { keys, settings } = internals.server.backend;
    server.key = 'sk-secret';
    await run();
    assert.match(state().error?.sentence ?? '', /wants a key/);
    assert.equal(state().error?.action?.id, 'setServerKey');
    await keys.set(settings.address, 'sk-secret');
    assert.equal((await run()).text, text);
    assert.equal(server.completions.at(-1)?.headers.authorization, 'Bearer sk-secret');
    assert.equal(await keys.get(parseServerAddress('https://127.0.0.1')), null);
    assert.ok(!JSON.stringify(workspace.getConfiguration('tokenscope')).includes('sk-secret'));
    await commands.executeCommand('tokenscope.server.forgetKey');
    assert.equal(await keys.get(settings.address), null);
  });

  it('is cancelled within 200 ms, and keeps what was streamed', async () => {
    server.behaviour = 'neverEnd';
    const running = run();
    await until('some tokens', () => state().status === 'running' && state().tokens.length > 3);
    const began = Date.now();
    await commands.executeCommand('tokenscope.cancel');
    await running;
    const took = Date.now() - began;
    const request = server.completions[0];
    await until('the end of the request', () => request?.abortedAt !== null);
    assert.ok(took < 200 && (request?.abortedAt ?? Infinity) - began < 200, `${took} ms`);
    assert.ok(state().tokens.length > 3);
    assert.match(state().stopped ?? '', /by you/);
  });

  it('says in one sentence what went wrong, with a button, and keeps what came', async () => {
    const cases: [CompletionServer['behaviour'], RegExp, string, number][] = [
      ['breakOff', /broke off in the middle/, 'useLocalModel', 3],
      ['badUtf8', /not UTF-8/, 'useLocalModel', 3],
      ['errorEvent', /CUDA out of memory/, 'useLocalModel', 3],
      ['html', /\(text\/html\): check the address/, 'useServer', 0],
      ['redirect', /another address \(https:\/\/elsewhere\.example\)/, 'useServer', 0],
      [{ status: 401, body: '' }, /wants a key/, 'setServerKey', 0],
      [
        { status: 429, body: '', headers: { 'retry-after': '17' } },
        /again in 17 s/,
        'useLocalModel',
        0,
      ],
      [{ status: 500, body: 'oops' }, /error of its own \(500, “oops”\)/, 'useLocalModel', 0],
      [
        { status: 400, body: '{"error":{"message":"top_k is unknown"}}' },
        /does not take top_k/,
        'openServerSettings',
        0,
      ],
    ];
    for (const [behaviour, sentence, action, tokens] of cases) {
      server.behaviour = behaviour;
      const { error, tokens: kept, status } = await run();
      assert.match(error?.sentence ?? '', sentence);
      assert.equal(error?.action?.id, action, error?.sentence);
      assert.deepEqual([status, kept.length], ['failed', tokens], String(sentence));
    }
  });

  it('says so when it hangs, is not there, or has another model', async () => {
    server.behaviour = 'hang';
    await set('firstTokenSeconds', 1);
    assert.match((await run()).error?.sentence ?? '', /sent nothing within 1 s/);
    server.reset();
    server.models = ['one', 'two'];
    assert.match((await run()).error?.sentence ?? '', /no model named test-model.*one, two/);
    await set('endpoint', 'http://127.0.0.1:9/v1');
    assert.match((await run()).error?.sentence ?? '', /not reached \(/);
  });

  it('says what is wrong with its address before anything is sent', async () => {
    const wrong = { 'localhost 8000': /no web address/, 'ftp://example.org': /https:\/\/ or http/ };
    for (const [address, sentence] of Object.entries(wrong)) {
      sentences.length = 0;
      await set('endpoint', address);
      // A server that cannot be is none: the local model writes.
      assert.equal(internals.server.backend.inUse, null);
      await commands.executeCommand('tokenscope.server.setKey');
      await until('the sentence', () => sentences.some((each) => sentence.test(each)));
    }
  });

  it('is not reached while Tokenscope works offline', async () => {
    await withSetting('tokenscope.workOffline', true, async () => {
      const { error } = await run();
      assert.match(error?.sentence ?? '', /works offline/);
    });
    assert.deepEqual([server.requests.length, questions.length], [0, 0]);
  });

  it('can give no probabilities, which is said', async () => {
    server.behaviour = 'plain';
    const { tokens, notices, tokensPerSecond } = await run();
    assert.ok(tokens.every(({ logProb }) => logProb === null));
    assert.ok(notices.some((notice) => notice.includes('gives no probabilities')));
    assert.equal(tokensPerSecond, null);
  });

  it('names what it was not sent', async () => {
    await set('furtherParameters', false);
    const { notices } = await run();
    assert.ok(notices.some((notice) => /Not sent.*top-k, repetition penalty/.test(notice)));
    assert.equal('top_k' in (server.completions[0]?.body ?? {}), false);
  });

  it('goes on from its text by text, and lets the local model go on from there', async () => {
    await run();
    await internals.completion.extend();
    assert.equal(server.completions[1]?.body['prompt'], prompt + text);
    assert.equal(state().text, text + text);
    await commands.executeCommand('tokenscope.server.useLocalModel');
    await withSetting('tokenscope.completion.greedy', true, () => internals.completion.extend());
    const { model, server: host, tokens } = state();
    assert.equal(server.completions.length, 2);
    assert.deepEqual([host, model?.server], [null, undefined]);
    assert.ok(state().text.startsWith(text + text) && tokens.length > 14);
  });

  it('gives Python code that asks the same', async () => {
    await run();
    await commands.executeCommand('tokenscope.completion.copyCode');
    const code = await env.clipboard.readText();
    assert.ok(code.includes(`OpenAI(base_url="${server.base}"`), code);
    assert.match(code, /extra_body=\{/);
    await commands.executeCommand('tokenscope.completion.copyMethods');
    assert.match(await env.clipboard.readText(), /completion server at 127\.0\.0\.1/);
  });

  it('never serves anything else: the API and the laboratory stay on this machine', async () => {
    await api.complete('The lamp', { maxNewTokens: 2, greedy: true });
    await run();
    await commands.executeCommand('tokenscope.laboratory.surprisal');
    assert.equal(server.requests.length, 1);
  });

  it('is never chosen by a workspace', async function () {
    const [folder] = workspace.workspaceFolders ?? [];
    if (!folder) {
      this.skip();
    }
    const file = join(folder.uri.fsPath, '.vscode', 'settings.json');
    const before = existsSync(file) ? readFileSync(file, 'utf8') : null;
    const configuration = workspace.getConfiguration();
    await assert.rejects(
      Promise.resolve(
        configuration.update(
          'tokenscope.server.endpoint',
          'https://evil.example',
          ConfigurationTarget.Workspace,
        ),
      ),
    );
    mkdirSync(join(folder.uri.fsPath, '.vscode'), { recursive: true });
    const evil = {
      'tokenscope.server.endpoint': 'https://evil.example/v1',
      'tokenscope.server.model': 'evil',
      'tokenscope.server.inUse': true,
      // Shows that the file is read at all.
      'tokenscope.completion.maxNewTokens': 33,
    };
    writeFileSync(file, JSON.stringify(evil));
    try {
      const read = (): unknown =>
        workspace.getConfiguration().get('tokenscope.completion.maxNewTokens');
      await until('the workspace’s settings', () => read() === 33);
      assert.equal(internals.server.backend.settings.address.base, server.base);
      assert.equal(internals.server.backend.settings.model, 'test-model');
      await set('endpoint', undefined);
      await until('the setting', () => internals.server.backend.settings.usableAddress === null);
      assert.equal(internals.server.backend.inUse, null);
    } finally {
      if (before === null) {
        rmSync(file);
      } else {
        writeFileSync(file, before);
      }
      await pause(300);
    }
  });

  it('shows its mark only while it is used', async () => {
    assert.match(internals.server.status.text ?? '', /GPT: 127/);
    assert.equal(state().server?.host, server.host);
    await commands.executeCommand('tokenscope.server.useLocalModel');
    assert.deepEqual(
      [internals.server.status.text, state().server, state().closed],
      [null, null, null],
    );
  });
});
