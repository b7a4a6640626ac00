import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands, window } from 'vscode';
import { Command, Setting } from '../../src/common/contributions';
import type { DownloadPlan } from '../../src/common/hub/downloadPlan';
import type { Internals } from '../../src/extension';
import type { TokenscopeApi } from '../../src/host/api/api';
import type { FoundModel } from '../../src/host/node/addModel/lookUp';
import type { AddModelQuestions } from '../../src/host/node/addModel/questions';
import type { RepoOptions } from '../support/hub/hubRepo';
import { HubServer } from '../support/hub/hubServer';
import { servedFolder } from '../support/hub/servedFolder';
import { attentionModel } from '../support/tinyModels/attentionModel';
import { robertaModel } from '../support/tinyModels/robertaModel';
import { rejectsWith, tokenscope, until, withSetting } from './support';

const masked = 'Xenova/bert-base-cased';
const causal = 'onnx-community/gpt2-medium-ONNX';
const padding = Buffer.alloc(300_000, 7);

/** Models and tokenizers of the hub, from the question to their use. */
describe('adding models of the hub', function () {
  this.timeout(120_000);
  const server = new HubServer();
  let api: TokenscopeApi;
  let internals: Internals;
  let cache: string;
  let changing: RepoOptions;
  const asked: { found: FoundModel; plan: DownloadPlan }[] = [];
  const answers: AddModelQuestions = {
    precision: () => Promise.resolve('fp32'),
    confirm: (found, plan) => {
      asked.push({ found, plan });
      return Promise.resolve(true);
    },
  };

  before(async () => {
    const found = await tokenscope();
    api = found;
    ({ internals } = found);
    await server.start();
    cache = mkdtempSync(path.join(tmpdir(), 'tokenscope add é-'));
    const [bert, gpt2] = [robertaModel([' Paris'], { ĠParis: 9 }), attentionModel()];
    const card = { 'README.md': '# Tiny', 'pytorch_model.bin': padding };
    server.add({
      id: masked,
      task: 'fill-mask',
      card: { license: 'apache-2.0' },
      files: { ...servedFolder(bert.ref.folder), ...card },
    });
    server.add({
      id: causal,
      task: 'text-generation',
      files: {
        ...servedFolder(gpt2.ref.folder),
        ...card,
        'onnx/model.onnx_data': Buffer.alloc(300_000, 8),
      },
    });
    changing = { id: 'org/changing', files: servedFolder(bert.ref.folder) };
    server.add(changing);
    const { 'tokenizer.json': file = '' } = servedFolder(gpt2.ref.folder);
    server.add({ id: 'org/words', files: { 'tokenizer.json': file } });
    server.add({
      id: 'org/translator',
      files: {
        ...servedFolder(gpt2.ref.folder),
        'config.json': '{"architectures": ["T5ForConditionalGeneration"]}',
      },
    });
    server.add({ id: 'openai-community/gpt2-medium', files: { 'tokenizer.json': file } });
    server.add({ id: 'org/gated', gated: true, files: servedFolder(bert.ref.folder) });
    bert.dispose();
    gpt2.dispose();
  });
  after(async () => {
    await server.stop();
    rmSync(cache, { recursive: true, force: true });
  });
  beforeEach(() => {
    server.behave();
    asked.splice(0);
  });
  afterEach(async () => {
    for (const { id } of internals.installed.all) {
      await internals.installed.remove(id);
    }
    for (const { job } of internals.downloads.all) {
      await internals.downloads.forget(job);
    }
    for (const tokenizer of internals.added.all) {
      await internals.added.remove(tokenizer);
    }
    rmSync(cache, { recursive: true, force: true });
  });

  const withHub = (work: () => Promise<void>): Promise<void> =>
    withSetting(Setting.hubEndpoint, server.endpoint, () =>
      withSetting(Setting.hubCache, cache, work),
    );
  const add = (model: string, kind: 'model' | 'tokenizer' = 'model') =>
    internals.addModel.flow.add({ model, kind }, answers);
  const fills = async (model: string): Promise<string | undefined> =>
    (await api.fillMask('I like <mask>.', { model, topK: 1 })).masks[0]?.candidates[0]?.token;

  it('resolves a name of the tutorials to the repository with its files, and continues with it', () =>
    withHub(async () => {
      assert.deepEqual(await add('gpt2-medium'), { kind: 'model', id: 'gpt2-medium' });
      const [{ found, plan } = assert.fail()] = asked;
      assert.equal(found.standsFor, 'openai-community/gpt2-medium');
      assert.equal(found.model.id, causal);
      assert.ok(plan.files.every(({ path: file }) => file !== 'pytorch_model.bin'));
      const model = internals.installed.find('gpt2-medium');
      assert.deepEqual(
        [
          model?.source,
          model?.precision,
          model?.hub?.repo,
          model?.hub?.commit,
          model?.hub?.revision,
        ],
        ['hub', 'fp32', causal, plan.commit, 'main'],
      );
      const written = await api.complete('a', { model: 'gpt2-medium', maxNewTokens: 2 });
      assert.equal(written.tokens.length, 2);
    }));

  it('takes the address of a page, and fills masks with it, offline too', () =>
    withHub(async () => {
      const added = await add(`https://huggingface.co/${masked}/tree/main`);
      assert.equal(added?.id, 'bert-base-cased');
      assert.equal(internals.installed.find(added.id)?.licence, 'apache-2.0');
      assert.equal(await fills(added.id), 'ĠParis');
      server.connections = 0;
      await withSetting(Setting.workOffline, true, async () => {
        internals.modelProcess.restart();
        assert.equal(await fills(added.id), 'ĠParis');
        await rejectsWith(add('gpt2-medium'), 'Offline');
      });
      assert.equal(server.connections, 0);
    }));

  it('adds a model of the cache without a request', () =>
    withHub(async () => {
      const added = await add(masked);
      await internals.installed.remove(added?.id ?? '');
      server.connections = 0;
      await withSetting(Setting.workOffline, true, async () => {
        const [{ id: repo, commit, folder } = assert.fail()] = await internals.hub.cachedModels();
        const again = await internals.addModel.flow.addCached({ repo, commit, folder }, 'fp32');
        assert.equal(await fills(again.id), 'ĠParis');
      });
      assert.equal(server.connections, 0);
    }));

  it('adds a tokenizer alone, and counts with it', () =>
    withHub(async () => {
      const added = await add('org/words', 'tokenizer');
      assert.deepEqual(added, { kind: 'tokenizer', id: 'words' });
      assert.equal(await api.countTokens('abc', { tokenizer: 'words' }), 3);
      assert.deepEqual(
        server.requests.filter((seen) => seen.path.includes('onnx')),
        [],
      );
    }));

  it('keeps what came of a download that is stopped, shows it, and goes on from there', () =>
    withHub(async () => {
      server.misbehave({ kind: 'slow', bytes: 20_000, milliseconds: 100, on: 'onnx_data' });
      const running = rejectsWith(add('gpt2-medium'), 'Cancelled');
      const { downloads, modelsTree } = internals;
      const download = await until('half of it', () =>
        downloads.all.find(({ progress }) => (progress?.bytes ?? 0) > 150_000),
      );
      const row = () => modelsTree.getTreeItem(modelsTree.getChildren('downloading')[0]!);
      assert.equal(row().contextValue, 'download.running');
      assert.match(String(row().description), /^\d\d % of 0\.\d MB/);
      await commands.executeCommand(Command.stopDownload, download);
      await running;
      assert.equal(row().contextValue, 'download.stopped');
      assert.equal(row().command?.command, Command.resumeDownload);
      server.behave();
      assert.equal(await commands.executeCommand(Command.resumeDownload, download), 'gpt2-medium');
      const ranges = server.requests.filter(({ range }) => range !== null);
      assert.match(ranges.at(-1)?.range ?? '', /^bytes=[1-9]/);
      assert.deepEqual(downloads.all, []);
      assert.deepEqual(modelsTree.getChildren('downloading'), []);
    }));

  it('refuses in clear sentences, with the buttons that help', () =>
    withHub(async () => {
      const shown: { sentence: string; buttons: string[] }[] = [];
      const { showErrorMessage, showInformationMessage } = window;
      const record = (sentence: string, ...buttons: string[]): Promise<undefined> => {
        shown.push({ sentence, buttons });
        return Promise.resolve(undefined);
      };
      Object.assign(window, { showErrorMessage: record });
      try {
        const run = async (model: string) => {
          await commands.executeCommand(Command.addModel, { model, precision: 'fp32' });
          return shown
            .splice(0)
            .map(({ sentence, buttons }) => `${sentence} [${buttons.join('|')}]`);
        };
        assert.match(
          (await run('org/unknown')).join(),
          /^The hub has no model org\/unknown.*\[Set Hub Token\]$/,
        );
        assert.match((await run('../etc')).join(), /names no model/);
        assert.match(
          (await run('openai-community/gpt2-medium@main')).join(),
          /has no ONNX files: use onnx-community\/gpt2-medium-ONNX.*\[Add onnx-community\/gpt2-medium-ONNX\|Add Its Tokenizer\]$/,
        );
        assert.match(
          (await run('org/words')).join(),
          /only a tokenizer that can be added.*\[Add Its Tokenizer\]$/,
        );
        server.requests.splice(0);
        assert.match(
          (await run('org/translator')).join(),
          /org\/translator is a T5ForConditionalGeneration.*\[Add Its Tokenizer\]$/,
        );
        assert.ok(!server.requests.some(({ path }) => path.includes('/resolve/')));
        const agree = (): Promise<string> => Promise.resolve('Download');
        Object.assign(window, { showInformationMessage: agree });
        assert.match(
          (await run('org/gated')).join(),
          /is gated: accept its terms.*\[Open Page\|Set Hub Token\]$/,
        );
        await withSetting(Setting.workOffline, true, async () => {
          assert.match(
            (await run(masked)).join(),
            /works offline.*\[Work Online\|Open Settings\]$/,
          );
        });
      } finally {
        Object.assign(window, { showErrorMessage, showInformationMessage });
      }
    }));

  it('deletes a model with its files after saying so, and only then', () =>
    withHub(async () => {
      const added = await add(masked);
      const { folder = '' } = internals.registry.get(added?.id ?? '');
      const before = window.showWarningMessage;
      const details: string[] = [];
      let answer: string | undefined;
      const ask = (
        _: string,
        { detail = '' }: { detail?: string },
      ): Promise<string | undefined> => {
        details.push(detail);
        return Promise.resolve(answer);
      };
      Object.assign(window, { showWarningMessage: ask });
      try {
        await commands.executeCommand(Command.deleteModel, added?.id);
        assert.ok(existsSync(folder));
        assert.match(details[0] ?? '', /^0\.\d MB in .* Python’s libraries use the same folder/);
        answer = 'Delete';
        await commands.executeCommand(Command.deleteModel, added?.id);
        assert.deepEqual(internals.installed.all, []);
        assert.deepEqual(await internals.hub.cachedModels(), []);
        assert.deepEqual(internals.modelsTree.getChildren('cached'), []);
        assert.equal(existsSync(folder), false);
      } finally {
        Object.assign(window, { showWarningMessage: before });
      }
    }));

  it('finds a newer commit only when asked, and none for a model that is pinned', () =>
    withHub(async () => {
      const added = await add('org/changing');
      const id = added?.id ?? '';
      const check = () => commands.executeCommand<string | null>(Command.checkModelUpdate, id);
      assert.equal(await check(), null);
      const newer = server.add({ ...changing, files: { ...changing.files, 'README.md': '# New' } });
      assert.equal(await check(), newer.commit);
      await commands.executeCommand(Command.pinModel, id);
      server.behave();
      assert.equal(await check(), null);
      assert.equal(server.requests.length, 0);
      assert.notEqual(internals.installed.find(id)?.hub?.commit, newer.commit);
    }));
});
