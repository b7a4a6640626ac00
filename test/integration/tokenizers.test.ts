import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { commands, lm, Uri, workspace, type LanguageModelTextPart } from 'vscode';
import { Tokenizer } from 'tokenizers';
import type { Internals } from '../../src/extension';
import type { TokenscopeApi } from '../../src/host/api/api';
import type { ModelsNode } from '../../src/host/models/modelsTree';
import { checkTrust, workspaceTokenizers } from '../../src/host/tokenizers/tokenizerSources';
import { oddBpe, trap, unigram, wordLevel, wordPiece } from '../support/tokenizerFiles';
import { LockedFiles } from './lockedFiles';
import {
  closeAll,
  pause,
  rejectsWith,
  selectAll,
  showText,
  tokenscope,
  until,
  withSetting,
} from './support';

describe('added tokenizers', () => {
  let api: TokenscopeApi & { internals: Internals };
  let internals: Internals;
  let folder = '';
  const sentences: string[] = [];

  before(async () => {
    api = await tokenscope();
    ({ internals } = api);
    internals.errors.onDidShow((sentence) => sentences.push(sentence));
    folder = await mkdtemp(join(tmpdir(), 'tokenscope-'));
  });
  after(() => rm(folder, { recursive: true }));
  beforeEach(() => sentences.splice(0));
  afterEach(async () => {
    await closeAll();
    for (const { id } of internals.added.all) {
      await commands.executeCommand('tokenscope.tokenizers.remove', id);
    }
    assert.deepEqual(internals.added.all, []);
  });

  const says = (pattern: RegExp): Promise<string> =>
    until(`a sentence like ${pattern}`, () => sentences.find((sentence) => pattern.test(sentence)));
  const write = async (name: string, contents: object | Buffer): Promise<Uri> => {
    await mkdir(join(folder, name), { recursive: true });
    const file = join(folder, name, 'tokenizer.json');
    await writeFile(file, Buffer.isBuffer(contents) ? contents : JSON.stringify(contents));
    return Uri.file(file);
  };
  const add = async (uri: Uri): Promise<string | undefined> =>
    commands.executeCommand<string | undefined>('tokenscope.tokenizers.add', uri);

  it('are named by their folder, and give the library’s ids by the API', async () => {
    const text = 'Hello the worlds, [MASK] 日本 🙂 é! \u0000 hello';
    for (const contents of [wordLevel(), wordPiece(), unigram(), oddBpe()]) {
      const id = await add(await write('mine', contents));
      assert.ok(id !== undefined);
      const { tokens } = await api.tokenize(text, { tokenizer: id, addSpecialTokens: false });
      const library = Tokenizer.fromString(JSON.stringify(contents));
      const expected = await library.encode(text, null, { addSpecialTokens: false });
      assert.deepEqual(
        tokens.map((token) => token.id),
        expected.getIds(),
      );
      assert.equal(
        await api.countTokens(text, { tokenizer: id, addSpecialTokens: false }),
        tokens.length,
      );
    }
    assert.deepEqual(
      internals.added.all.map(({ id, method }) => `${id}: ${method}`),
      ['mine: WordLevel', 'mine-2: WordPiece', 'mine-3: Unigram', 'mine-4: byte-level BPE'],
    );
    assert.deepEqual(sentences, []);
  });

  it('get an id each when several are added at once', async () => {
    const uris = await Promise.all([
      write('a/model', wordLevel()),
      write('b/model', wordPiece()),
      write('c/model', unigram()),
    ]);
    const ids = await Promise.all(uris.map(add));
    assert.deepEqual(ids.toSorted(), ['model', 'model-2', 'model-3']);
    assert.deepEqual(internals.added.all.map(({ id }) => id).toSorted(), ids.toSorted());
  });

  it('get an id each, and none is lost, however quickly they are stored', async () => {
    const { added } = internals;
    const count = 40;
    const facts = { method: 'WordLevel', vocabulary: 1, bytes: 2 };
    const keep = async (index: number): Promise<string> => {
      const incoming = added.incoming();
      await workspace.fs.writeFile(incoming, Buffer.from('{}'));
      // While VS Code writes one list of tokenizers, the next is made.
      await pause(index);
      const inspection = { ...facts, sha256: `test-${index}` };
      return (await added.keep(incoming, inspection, Uri.file('/swift/tokenizer.json'))).id;
    };
    const ids = await Promise.all(Array.from({ length: count }, (_, index) => keep(index)));
    assert.equal(new Set(ids).size, count);
    assert.deepEqual(new Set(added.all.map(({ id }) => id)), new Set(ids));
  });

  it('keep their numbers when the original changes or goes', async () => {
    const uri = await write('kept', wordLevel());
    assert.equal(await add(uri), 'kept');
    assert.equal(await add(uri), 'kept');
    await write('kept', unigram());
    assert.equal(await add(uri), 'kept-2');
    await rm(uri.fsPath);
    const { tokens } = await api.tokenize('hello', { tokenizer: 'kept' });
    assert.deepEqual(
      tokens.map(({ token }) => token),
      ['hello'],
    );
  });

  it('can be chosen by setting, and give way to the default once removed', async () => {
    await add(await write('chosen', wordLevel()));
    await withSetting('tokenscope.tokenizer', 'chosen', async () => {
      const editor = await showText('hello world');
      await selectAll(editor);
      const used = (): string | undefined =>
        internals.tokens.decorator(editor)?.decorated?.tokenizer.id;
      await until('its tokens', () => used() === 'chosen');
      await commands.executeCommand('tokenscope.tokenizers.remove', 'chosen');
      assert.equal(workspace.getConfiguration().get('tokenscope.tokenizer'), 'gpt2');
      await until('the default', () => used() === 'gpt2');
    });
    assert.deepEqual(sentences, []);
    await rejectsWith(api.countTokens('hello', { tokenizer: 'chosen' }), 'UnknownTokenizer');
  });

  it('stand in the Models view with the bundled ones, to be used, retried and removed', async () => {
    const { modelsTree } = internals;
    const nodes = (): ModelsNode[] => modelsTree.getChildren('tokenizers');
    const shown = (): string[] =>
      nodes().map((node) => {
        const { label, contextValue } = modelsTree.getTreeItem(node);
        return `${typeof label === 'string' ? label : ''} ${contextValue ?? ''}`;
      });
    assert.ok(modelsTree.getChildren().includes('tokenizers'));
    assert.equal(nodes().length, 6);
    let changes = 0;
    const listening = modelsTree.onDidChangeTreeData(() => changes++);
    await add(await write('listed', wordLevel()));
    assert.ok(changes > 0);
    assert.equal(shown()[6], 'listed tokenizer.added.usable');
    await withSetting('tokenscope.tokenizer', 'gpt2', async () => {
      assert.ok(shown().includes('gpt2 tokenizer.bundled.current'));
      await commands.executeCommand('tokenscope.tokenizers.use', nodes()[6]);
      assert.equal(workspace.getConfiguration().get('tokenscope.tokenizer'), 'listed');
      assert.ok(shown().includes('gpt2 tokenizer.bundled.usable'));
      assert.ok(shown().includes('listed tokenizer.added.current'));
      await internals.added.quarantine('listed', 'slow');
      assert.ok(shown().includes('listed tokenizer.added.quarantined'));
      await commands.executeCommand('tokenscope.tokenizers.retry', nodes()[6]);
      assert.ok(shown().includes('listed tokenizer.added.current'));
      await commands.executeCommand('tokenscope.tokenizers.remove', nodes()[6]);
      assert.ok(shown().includes('gpt2 tokenizer.bundled.current'));
    });
    listening.dispose();
    assert.equal(nodes().length, 6);
    assert.deepEqual(sentences, [
      'The tokenizer listed took too long on a text and is not used any more.',
    ]);
    await commands.executeCommand('tokenscope.tokenizers.use', 'nowhere');
    await says(/no tokenizer named nowhere/);
  });

  it('that do not exist are named, and the default is used', async () => {
    await withSetting('tokenscope.tokenizer', 'nowhere', async () => {
      const editor = await showText('hello world');
      await selectAll(editor);
      await says(/no tokenizer named nowhere/);
      await until(
        'the default',
        () => internals.tokens.decorator(editor)?.decorated?.tokenizer.id === 'gpt2',
      );
      assert.equal(sentences.length, 1);
    });
  });

  it('can be named to the language-model tool, which lists all when a name is wrong', async () => {
    const id = await add(await write('named', wordLevel()));
    const count = async (tokenizer: string): Promise<string> => {
      const input = { text: 'hello hello', tokenizer };
      const { content } = await lm.invokeTool('tokenscope_countTokens', {
        ...{ input, toolInvocationToken: undefined },
      });
      return content.map((part) => (part as LanguageModelTextPart).value).join('');
    };
    assert.ok(id !== undefined);
    assert.equal(await count(id), 'tokenizer: named\ntokens: 2');
    await assert.rejects(count('nmaed'), /choose one of .*gpt2, .*, named\.$/);
    await internals.added.quarantine(id, 'slow');
    await assert.rejects(count('nmaed'), /phi-3-mini\.$/);
  });

  it('are quarantined when they crash, and can be tried again', async function () {
    this.timeout(120_000);
    await add(await write('trap', trap('crash')));
    await withSetting('tokenscope.tokenizer', 'trap', async () => {
      const editor = await showText(`${'☃'.repeat(2_000)}!`);
      await selectAll(editor);
      await says(/trap crashed on a text/);
      await until(
        'the default',
        () => internals.tokens.decorator(editor)?.decorated?.tokenizer.id === 'gpt2',
      );
      assert.equal(sentences.length, 1);
      await rejectsWith(api.countTokens('hello', { tokenizer: 'trap' }), 'TokenizerQuarantined');
      await closeAll();
      await commands.executeCommand('tokenscope.tokenizers.retry', 'trap');
      assert.equal(await api.countTokens('hello', { tokenizer: 'trap' }), 1);
    });
  });

  it('tell when the stored copy was changed or is gone', async () => {
    await add(await write('lost', wordLevel()));
    const [tokenizer] = internals.added.all;
    assert.ok(tokenizer);
    const { file } = internals.added.ref(tokenizer);
    await writeFile(file, JSON.stringify(unigram()));
    await rejectsWith(api.countTokens('hello', { tokenizer: 'lost' }), 'TokenizerCopyLost');
    await rm(file);
    await rejectsWith(api.countTokens('hello', { tokenizer: 'lost' }), 'TokenizerCopyLost');
    // Adding the file again makes it good.
    assert.equal(await add(await write('lost', wordLevel())), 'lost');
    assert.equal(await api.countTokens('hello', { tokenizer: 'lost' }), 1);
  });

  it('are found in the workspace', async () => {
    const root = workspace.workspaceFolders?.[0]?.uri;
    assert.ok(root);
    for (const place of ['models/tiny', 'node_modules/other']) {
      const uri = Uri.joinPath(root, place, 'tokenizer.json');
      await workspace.fs.writeFile(uri, Buffer.from(JSON.stringify(wordLevel())));
    }
    try {
      const found = await workspaceTokenizers();
      assert.deepEqual(
        found.map((uri) => workspace.asRelativePath(uri)),
        ['models/tiny/tokenizer.json'],
      );
      assert.throws(() => checkTrust(found[0]!, false), { code: 'WorkspaceUntrusted' });
      checkTrust(found[0]!, true);
      checkTrust(Uri.file(join(folder, 'tokenizer.json')), false);
    } finally {
      await workspace.fs.delete(Uri.joinPath(root, 'models'), { recursive: true });
      await workspace.fs.delete(Uri.joinPath(root, 'node_modules'), { recursive: true });
    }
  });

  const bad: readonly [string, object | Buffer, RegExp][] = [
    ['is not UTF-8', Buffer.from([0x7b, 0xe9, 0x7d]), /is not UTF-8 text/],
    ['is not JSON', Buffer.from('{"model":'), /is not JSON/],
    ['is another kind of JSON', { model_type: 'bert' }, /is not a tokenizer/],
    ['is nested too deeply', Buffer.from('['.repeat(100_000)), /nested too deeply/],
    [
      'has absurd ids',
      wordLevel({ model: { type: 'WordLevel', unk_token: 'a', vocab: { a: 0, b: 2 ** 33 } } }),
      /ids in .* cannot be right/,
    ],
    ['runs away', trap('crash', 'a'), /crashed its process or filled the memory/],
  ];
  for (const [what, contents, sentence] of bad) {
    it(`refuse a file that ${what}, in one sentence`, async () => {
      assert.equal(await add(await write('bad', contents)), undefined);
      await says(sentence);
      assert.equal(sentences.length, 1);
      assert.deepEqual(internals.added.all, []);
      assert.equal(await api.countTokens('Hello world', { tokenizer: 'gpt2' }), 2);
    });
  }

  it('refuse a file of 500 MB, a folder and a missing file without reading them', async () => {
    const large = await write('large', Buffer.from('{}'));
    await truncate(large.fsPath, 500_000_000);
    const began = Date.now();
    assert.equal(await add(large), undefined);
    await says(/500 MB, but a tokenizer may have 100 MB/);
    assert.ok(Date.now() - began < 2_000);
    await rm(large.fsPath);
    assert.equal(await add(large), undefined);
    await says(/There is no file/);
    assert.equal(await add(Uri.file(folder)), undefined);
    await says(/is not a file/);
  });

  it('refuse a file that cannot be read, whether asking for it or reading it fails', async () => {
    const files = new LockedFiles();
    const registered = workspace.registerFileSystemProvider('locked', files);
    const locked = Uri.parse('locked:/model/tokenizer.json');
    try {
      assert.equal(await add(locked), undefined);
      await says(/tokenizer\.json cannot be read \(NoPermissions\)/);
      files.listed = true;
      sentences.splice(0);
      assert.equal(await add(locked), undefined);
      await says(/tokenizer\.json cannot be read \(NoPermissions\)/);
      files.problem = 'broken';
      sentences.splice(0);
      assert.equal(await add(locked), undefined);
      await says(/tokenizer\.json cannot be read \(Unavailable\)/);
      assert.equal(sentences.length, 1);
    } finally {
      registered.dispose();
    }
  });

  it('are added where a killed window left a copy, which goes; one in use stays', async () => {
    const [old, recent] = [internals.added.incoming(), internals.added.incoming()];
    for (const file of [old, recent]) {
      await workspace.fs.writeFile(file, Buffer.from('{}'));
    }
    const hourAgo = Date.now() / 1000 - 3_600;
    await utimes(old.fsPath, hourAgo, hourAgo);
    await add(await write('new', wordLevel()));
    const names = await workspace.fs.readDirectory(Uri.joinPath(old, '..'));
    const left = names.map(([name]) => name).filter((name) => name.startsWith('incoming-'));
    assert.deepEqual(left, [basename(recent.fsPath)]);
    await workspace.fs.delete(recent);
  });

  it('leave no copies behind of what was refused', async () => {
    await add(await write('bad', { model_type: 'bert' }));
    const copies = Uri.joinPath(internals.added.incoming(), '..');
    const names = await workspace.fs.readDirectory(copies);
    assert.deepEqual(names, []);
  });
});
