import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { commands, Position, Selection, Uri, window } from 'vscode';
import type { TokensState } from '../../src/common/protocol/views/tokens';
import type { Internals } from '../../src/extension';
import type { TokenscopeApi } from '../../src/host/api/api';
import { closeAll, select, showText, tokenscope, until, withSetting } from './support';

interface Provenance {
  readonly versions: Record<string, string>;
  readonly models: readonly { id: string; files: readonly { sha256: string }[] }[];
  readonly settings: unknown;
  readonly run_id: string;
  readonly bibtex: string;
}

interface JsonExport {
  readonly rows: readonly { token: string; cp_start: number; cp_end: number; run_id: string }[];
  readonly provenance: Provenance;
}

describe('the Tokens view', function () {
  this.timeout(60_000);
  let api: TokenscopeApi & { internals: Internals };
  before(async () => {
    api = await tokenscope();
    await commands.executeCommand('tokenscope.tokens.focus');
  });
  afterEach(closeAll);

  const state = (): TokensState => api.internals.tokensView.session.state;
  const settled = async (tokens: number): Promise<TokensState> =>
    until(`${tokens} tokens`, () =>
      state().status === 'done' && state().counts?.tokens === tokens ? state() : undefined,
    );

  const checkProvenance = (provenance: Provenance, run: string | undefined): void => {
    assert.equal(provenance.versions['tokenscope'], api.version);
    assert.match(provenance.versions['tokenizers'] ?? '', /^\d+\.\d+\.\d+$/);
    assert.equal(provenance.models[0]?.id, 'gpt2');
    assert.match(provenance.models[0].files[0]?.sha256 ?? '', /^[0-9a-f]{64}$/);
    assert.equal(provenance.run_id, run);
    assert.match(provenance.bibtex, /^@software\{tokenscope,/);
  };

  it('shows the selection, else the whole document', async () => {
    const editor = await showText('One two three.\nFour five.\n');
    await settled(9);
    assert.match(state().source ?? '', /whole document$/);
    await select(editor, 0, 7);
    const { counts, source, tokenizer, contextLength } = await settled(2);
    assert.deepEqual(counts, { tokens: 2, unknown: 0, words: 2, characters: 7, bytes: 7 });
    assert.match(source ?? '', /:1 · selection$/);
    assert.deepEqual([tokenizer, contextLength], ['gpt2', 1024]);
    editor.selections = [
      new Selection(new Position(0, 0), new Position(0, 3)),
      new Selection(new Position(1, 0), new Position(1, 9)),
    ];
    await until(
      'two selections',
      () => (state().source ?? '').endsWith('2 selections') || undefined,
    );
  });

  it('follows edits, the tokenizer and special tokens', async () => {
    const editor = await showText('hello');
    await settled(1);
    await editor.edit((edit) => edit.insert(new Position(0, 5), ' world'));
    await settled(2);
    await withSetting('tokenscope.tokenizer', 'bert-base-uncased', async () => {
      await until('bert', () => state().tokenizer === 'bert-base-uncased' || undefined);
      await api.internals.tokensView.session.setSpecialTokens(true);
      await settled(4);
      await api.internals.tokensView.session.setSpecialTokens(false);
    });
  });

  it('keeps what it shows while its own tokens are selected in the editor', async () => {
    const editor = await showText('One two three.');
    await settled(4);
    editor.selection = new Selection(new Position(0, 3), new Position(0, 7));
    api.internals.tokensView.session.keep(editor);
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(state().counts?.tokens, 4);
    await select(editor, 0, 7);
    await settled(2);
  });

  it('shows a document again after another one was shown in between', async () => {
    const editor = await showText('One two three.');
    await settled(4);
    editor.selection = new Selection(new Position(0, 3), new Position(0, 7));
    api.internals.tokensView.session.keep(editor);
    await showText('Five words stand here now.');
    await settled(6);
    await window.showTextDocument(editor.document);
    // The token that the view had selected is a selection like any other now.
    await settled(1);
  });

  it('empties when the document is closed', async () => {
    await showText('One two three.');
    await settled(4);
    await closeAll();
    await until('nothing', () => state().status === 'empty' || undefined);
  });

  it('exports the tokens with their provenance', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'tokenscope-'));
    const editor = await showText('😀 One two three.');
    await select(editor, 3, 10);
    await settled(2);
    const file = path.join(folder, 'tokens.csv');
    await commands.executeCommand('tokenscope.tokens.export', Uri.file(file));
    const rows: Record<string, string>[] = parse(await readFile(file, 'utf8'), { columns: true });
    assert.deepEqual(
      rows.map((row) => [row['token'], row['cp_start'], row['cp_end']]),
      [
        ['One', '2', '5'],
        ['Ġtwo', '5', '9'],
      ],
    );
    const text = await readFile(path.join(folder, 'datapackage.json'), 'utf8');
    const { resources } = JSON.parse(text) as { resources: [{ provenance: Provenance }] };
    checkProvenance(resources[0].provenance, rows[0]?.['run_id']);
    await rm(folder, { recursive: true });
  });

  it('exports JSON with the provenance in the same file', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'tokenscope-'));
    const editor = await showText('😀 One two three.');
    await select(editor, 3, 10);
    await settled(2);
    const file = path.join(folder, 'Tokens.JSON');
    await commands.executeCommand('tokenscope.tokens.export', Uri.file(file));
    assert.deepEqual(await readdir(folder), ['Tokens.JSON']);
    const { rows, provenance } = JSON.parse(await readFile(file, 'utf8')) as JsonExport;
    assert.deepEqual(
      rows.map((row) => [row.token, row.cp_start, row.cp_end]),
      [
        ['One', 2, 5],
        ['Ġtwo', 5, 9],
      ],
    );
    checkProvenance(provenance, rows[0]?.run_id);
    assert.deepEqual(provenance.settings, {
      add_special_tokens: false,
      selections_utf16: [{ start: 3, end: 10 }],
    });
    await rm(folder, { recursive: true });
  });

  it('says why an export failed, and works again', async () => {
    await showText('One two three.');
    await settled(4);
    const sentences: string[] = [];
    const listening = api.internals.errors.onDidShow((sentence) => sentences.push(sentence));
    await commands.executeCommand(
      'tokenscope.tokens.export',
      Uri.file(path.join(tmpdir(), 'no-such-folder', 'tokens.csv')),
    );
    listening.dispose();
    assert.match(sentences[0] ?? '', /^tokens\.csv could not be written \(ENOENT\)/);
  });
});
