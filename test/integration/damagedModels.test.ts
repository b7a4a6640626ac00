import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, Uri } from 'vscode';
import type { ViewError } from '../../src/common/protocol/views/view';
import type { Internals } from '../../src/extension';
import type { TokenscopeApi } from '../../src/host/api/api';
import { damages, layOutDamaged } from '../support/damagedModel';
import { closeAll, endOf, select, showText, tokenscope } from './support';

const text = 'The capital of France is [MASK].';

describe('with a damaged model', () => {
  let api: TokenscopeApi & { internals: Internals };
  let internals: Internals;
  let folder: string;
  const messages: string[] = [];

  before(async () => {
    api = await tokenscope();
    ({ internals } = api);
    internals.errors.onDidShow((sentence) => messages.push(sentence));
  });
  beforeEach(() => {
    messages.splice(0);
    folder = mkdtempSync(join(tmpdir(), 'tokenscope-damaged-'));
  });
  afterEach(async () => {
    // What the test put over the registry's own method.
    Reflect.deleteProperty(internals.registry, 'folder');
    rmSync(folder, { recursive: true, force: true });
    await closeAll();
  });

  const damage = (id: string, kind: (typeof damages)[number]): string => {
    const { registry } = internals;
    const file = layOutDamaged(id, registry.folder(registry.get(id)).fsPath, folder, kind);
    registry.folder = () => Uri.file(folder);
    return file;
  };
  const says = (error: ViewError | null, file: string, pattern: RegExp): void => {
    const sentence = error?.sentence ?? '';
    assert.ok(sentence.includes(file), sentence);
    assert.match(sentence, pattern);
    assert.deepEqual(error?.action, { id: 'reinstall', label: 'Show in Extensions' });
    assert.deepEqual(messages, [sentence], 'the message besides the view');
  };
  const rejectsNaming = (call: Promise<unknown>, file: string): Promise<void> =>
    assert.rejects(call, (error: Error & { code?: string; args?: { file?: string } }) => {
      assert.match(error.code ?? '', /^File(Missing|Corrupt)$/);
      assert.equal(error.args?.file, file);
      return true;
    });

  for (const kind of damages) {
    it(`Fill Mask names a ${kind.name} file, and works again with a whole model`, async () => {
      const editor = await showText(text);
      await select(editor, 3, 3);
      const file = damage('bert-base-uncased', kind);
      await commands.executeCommand('tokenscope.fillMask.fill');
      assert.equal(internals.fillMask.state.status, 'failed');
      says(internals.fillMask.state.error, file, kind.sentence);
      await rejectsNaming(api.fillMask(text), file);
      Reflect.deleteProperty(internals.registry, 'folder');
      await commands.executeCommand('tokenscope.fillMask.fill');
      assert.equal(internals.fillMask.state.masks[0]?.candidates[0]?.text, 'paris');
      assert.equal(internals.fillMask.state.error, null);
    });

    it(`Continue names a ${kind.name} file`, async () => {
      const editor = await showText('It was a dark night, and');
      const end = editor.document.offsetAt(endOf(editor.document));
      await select(editor, end, end);
      const file = damage('gpt2-starter', kind);
      await commands.executeCommand('tokenscope.completion.continue');
      assert.equal(internals.completion.state.status, 'failed');
      says(internals.completion.state.error, file, kind.sentence);
      await rejectsNaming(api.complete('It was a dark night, and'), file);
    });
  }
});
