import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, DataTransfer, DataTransferItem, Uri } from 'vscode';
import { Command, Setting } from '../../src/common/contributions';
import { TokenscopeError } from '../../src/common/errors';
import type { PackProblem } from '../../src/common/packs/packProblem';
import type { Internals } from '../../src/extension';
import type { TokenscopeApi } from '../../src/host/api/api';
import { wordError } from '../../src/host/errors/sentences';
import type { ImportedPack } from '../../src/host/packs/importPack';
import { withPack } from '../../src/workers/packs/openPack';
import { tokenscope, until, withSetting } from './support';

const text = 'The capital of France is [MASK].';

describe('packs of models', function () {
  this.timeout(120_000);
  let api: TokenscopeApi & { internals: Internals };
  let internals: Internals;
  let folder: string;
  let pack: Uri;
  const messages: string[] = [];

  before(async () => {
    api = await tokenscope();
    ({ internals } = api);
    internals.errors.onDidShow((sentence) => messages.push(sentence));
    folder = mkdtempSync(join(tmpdir(), 'tokenscope packs ü-'));
    pack = Uri.file(join(folder, 'class.tokenscope-pack'));
    await commands.executeCommand(Command.exportPack, {
      models: ['bert-base-uncased'],
      file: pack,
    });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  beforeEach(() => messages.splice(0));
  afterEach(async () => {
    for (const { id } of internals.installed.all) {
      await commands.executeCommand(Command.removeModel, internals.registry.get(id));
    }
    await until('the files to be deleted', () => storedFolders().length === 0);
  });

  const storedFolders = (): string[] => {
    const storage = internals.packs.storage.fsPath;
    return existsSync(storage) ? readdirSync(storage) : [];
  };
  const importing = async (file = pack): Promise<ImportedPack | undefined> =>
    commands.executeCommand<ImportedPack | undefined>(Command.importPack, file);

  it('bring a model to another machine, where it gives the same numbers', async () => {
    const imported = await importing();
    assert.deepEqual(messages, []);
    assert.deepEqual(imported, { models: ['bert-base-uncased (2)'], tokenizers: [] });
    const there = await api.fillMask(text, { model: 'bert-base-uncased (2)', topK: 3 });
    const here = await api.fillMask(text, { model: 'bert-base-uncased', topK: 3 });
    assert.equal(there.masks[0]?.candidates[0]?.token, 'paris');
    assert.deepEqual(there.masks, here.masks);
    const model = internals.registry.get('bert-base-uncased (2)');
    assert.ok(existsSync(join(model.folder ?? '', 'README.md')), 'its card');
    assert.deepEqual(Object.keys(model.graphs), ['inspect', 'sentiment', 'ner']);
  });

  it('are not unpacked twice, and their files go with their model', async () => {
    const first = await importing();
    const stored = storedFolders();
    assert.equal(stored.length, 1);
    assert.deepEqual(await importing(), first);
    assert.deepEqual(storedFolders(), stored);
    assert.equal(internals.installed.all.length, 1);
  });

  it('are imported when they are dropped on the Models view', async () => {
    const dropped = (mime: string, value: string): DataTransfer => {
      const transfer = new DataTransfer();
      transfer.set(mime, new DataTransferItem(value));
      return transfer;
    };
    const drop = internals.packs.drop();
    await drop.handleDrop(undefined, dropped('text/uri-list', `${pack.toString()}\r\n`));
    assert.deepEqual(
      internals.installed.all.map(({ id }) => id),
      ['bert-base-uncased (2)'],
    );
    const other = Uri.file('/photos/cat.png');
    await drop.handleDrop(undefined, dropped('text/uri-list', other.toString()));
    assert.deepEqual(messages, ['cat.png is no pack: choose a file that Tokenscope exported.']);
  });

  it('carry tokenizers that were added', async () => {
    const source = Uri.joinPath(
      internals.registry.folder(internals.registry.get('gpt2-starter')),
      'tokenizer.json',
    );
    const id = await commands.executeCommand<string>(Command.addTokenizer, source);
    const file = Uri.file(join(folder, 'tokenizers.tokenscope-pack'));
    await commands.executeCommand(Command.exportPack, { tokenizers: [id], file });
    await commands.executeCommand(Command.removeTokenizer, id);
    assert.deepEqual(await importing(file), { models: [], tokenizers: [id] });
    const added = internals.added.find(id);
    assert.equal(added?.origin, Uri.joinPath(file, id, 'tokenizer.json').fsPath);
    await commands.executeCommand(Command.removeTokenizer, id);
  });

  it('leave nothing when the import is cancelled in its middle', async () => {
    const work = importing();
    await until('the unpacking', () => storedFolders().some((name) => name.startsWith('.')));
    await commands.executeCommand(Command.cancel);
    assert.equal(await work, undefined);
    assert.deepEqual(internals.installed.all, []);
    assert.deepEqual(messages, []);
    await until('the unpacked part to be deleted', () => storedFolders().length === 0);
  });

  it('can lie unpacked in a shared folder, and are used there without a copy', async () => {
    const shared = join(folder, 'shared');
    const { folder: source } = internals.registry.ref(internals.registry.get('bert-base-uncased'));
    const manifest = await withPack(pack.fsPath, (open) => Promise.resolve(open.manifest));
    cpSync(source, join(shared, 'models', 'bert-base-uncased'), { recursive: true });
    writeFileSync(join(shared, 'manifest.json'), JSON.stringify(manifest));
    await withSetting(Setting.sharedFolder, shared, async () => {
      const model = await until('the model', () => internals.installed.all[0]);
      assert.equal(model.folder, join(shared, 'models', 'bert-base-uncased'));
      const { masks } = await api.fillMask(text, { model: model.id, topK: 1 });
      assert.equal(masks[0]?.candidates[0]?.token, 'paris');
      assert.deepEqual(storedFolders(), []);
    });
    await until('the model to be forgotten', () => internals.installed.all.length === 0);
    assert.deepEqual(messages, []);
  });

  it('in a shared folder that is not there leave all else working', async () => {
    const gone = join(folder, 'no such drive');
    await withSetting(Setting.sharedFolder, gone, async () => {
      await until('the notice', () => messages.length > 0);
      const rest = 'cannot be reached (ENOENT), so its models are not listed; all others work.';
      assert.deepEqual(messages, [`The shared folder ${gone} ${rest}`]);
      const { masks } = await api.fillMask(text, { topK: 1 });
      assert.equal(masks[0]?.candidates[0]?.token, 'paris');
    });
  });

  it('that are none are refused in one sentence', async () => {
    const file = Uri.file(join(folder, 'notes.zip'));
    writeFileSync(file.fsPath, 'only text');
    assert.equal(await importing(file), undefined);
    assert.deepEqual(messages, ['notes.zip is no pack: choose a file that Tokenscope exported.']);
    await importing(Uri.parse('vscode-local:/home/a/b.tokenscope-pack'));
    assert.match(messages.at(-1) ?? '', /^b\.tokenscope-pack is not on the machine that/);
  });

  it('have one clear sentence for whatever is wrong with them', () => {
    const problems: Readonly<Record<PackProblem, true>> = {
      ...{ missing: true, unreadable: true, elsewhere: true, notZip: true, truncated: true },
      ...{ damaged: true, noManifest: true, manifestTooLarge: true, badManifest: true },
      ...{ newer: true, unsafeName: true, link: true, twice: true, encrypted: true, bomb: true },
      ...{ tooMany: true, extra: true, absent: true, size: true, hash: true },
    };
    for (const problem of Object.keys(problems) as PackProblem[]) {
      const args = { file: 'class.pack', problem, detail: 'x/y.txt' };
      const { sentence, action } = wordError(new TokenscopeError('PackRefused', args));
      assert.match(sentence, /class\.pack.*\.$/);
      assert.ok(!sentence.includes('. '), sentence);
      assert.equal(action, 'importPack');
    }
    const room = { needed: 3.1e9, free: 2e8 };
    assert.equal(
      wordError(new TokenscopeError('PackNoRoom', { folder: '/f', room })).sentence,
      'The pack needs 3.1 GB, but the disk of /f has 200 MB free: make room, then import again.',
    );
    assert.match(
      wordError(new TokenscopeError('PackNoRoom', { folder: '/f', room: null })).sentence,
      /^The disk of \/f is full, so nothing was imported/,
    );
    const readOnly = new TokenscopeError('PackNotStored', { folder: '/f', reason: 'EROFS' });
    assert.match(wordError(readOnly).sentence, /since \/f cannot be written \(EROFS\)/);
  });
});
