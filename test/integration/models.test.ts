import assert from 'node:assert/strict';
import { copyFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commands, Uri, window, workspace, type TreeItem } from 'vscode';
import type { LabState } from '../../src/common/protocol/views/laboratory/laboratory';
import type {
  PrecisionsForm,
  PrecisionsView,
} from '../../src/common/protocol/views/laboratory/precisions';
import { TokenscopeError } from '../../src/common/errors';
import type { Internals } from '../../src/extension';
import { wordError } from '../../src/host/errors/sentences';
import type { TokenscopeApi } from '../../src/host/api/api';
import type { ModelsNode } from '../../src/host/models/modelsTree';
import { modelTotals } from '../../src/host/models/modelTotals';
import { attentionModel } from '../support/tinyModels/attentionModel';
import type { TinyModel } from '../support/tinyModels/modelFolder';
import { robertaModel } from '../support/tinyModels/robertaModel';
import {
  closeAll,
  selectAll,
  setSetting,
  shownErrors,
  showText,
  tokenscope,
  until,
} from './support';

describe('models of folders', function () {
  this.timeout(60_000);
  let api: TokenscopeApi;
  let internals: Internals;
  const made: TinyModel[] = [];
  const extra: string[] = [];

  before(async () => {
    const found = await tokenscope();
    ({ internals } = found);
    api = found;
  });
  afterEach(async () => {
    for (const { id } of internals.installed.all) {
      await internals.installed.remove(id);
    }
    await setting('models.memoryLimit', undefined);
    await setting('fillMask.model', undefined);
    await setting('completion.model', undefined);
    await closeAll();
  });
  after(() => {
    made.forEach((model) => model.dispose());
    extra.forEach((folder) => rmSync(folder, { recursive: true, force: true }));
  });

  const setting = (key: string, value: unknown): Promise<void> =>
    setSetting(`tokenscope.${key}`, value);
  const folderOf = (model: TinyModel): string => {
    made.push(model);
    return model.ref.folder;
  };
  const choose = async (folder: string, precision?: string): Promise<string> => {
    const given = { folder: Uri.file(folder), ...(precision && { precision }) };
    const id = await commands.executeCommand<string>('tokenscope.models.chooseFolder', given);
    assert.ok(id, 'the folder was refused');
    return id;
  };
  const items = (parent: ModelsNode): TreeItem[] =>
    internals.modelsTree.getChildren(parent).map((node) => internals.modelsTree.getTreeItem(node));
  const useForFillMask = (id: string) =>
    commands.executeCommand('tokenscope.fillMask.selectModel', id);
  const fill = async (text: string) => {
    await showText(text);
    await commands.executeCommand('tokenscope.fillMask.fill');
    return internals.fillMask.state;
  };

  it('fill masks, of whichever family they are written in', async () => {
    const id = await choose(folderOf(robertaModel([' Paris'], { ĠParis: 9 })));
    await useForFillMask(id);
    for (const text of ['I like <mask>.', 'I like [MASK].']) {
      const { status, masks, model } = await fill(text);
      assert.equal(status, 'done');
      assert.equal(masks[0]?.candidates[0]?.text, 'Paris');
      assert.equal(model?.id, id);
      assert.equal(model.choose, 'selectFillMaskModel');
      await internals.fillMask.edits.apply(0, 0);
      assert.equal(window.activeTextEditor?.document.getText(), 'I like Paris.');
    }
  });

  it('are asked again when another model is chosen, on the same text', async () => {
    const id = await choose(folderOf(robertaModel([' Paris'], { ĠParis: 9 })));
    assert.equal((await fill('I like [MASK].')).model?.id, 'bert-base-uncased');
    await useForFillMask(id);
    await until('the chosen model’s result', () => {
      const { status, model } = internals.fillMask.state;
      return status === 'done' && model?.id === id;
    });
    assert.equal(internals.fillMask.state.masks[0]?.candidates[0]?.text, 'Paris');
    await useForFillMask('bert-base-uncased');
    assert.equal(workspace.getConfiguration('tokenscope').get('fillMask.model'), '');
  });

  it('continue texts, and are models of the API', async () => {
    const id = await choose(folderOf(attentionModel(512)));
    await commands.executeCommand('tokenscope.completion.selectModel', id);
    // What stands before the cursor is continued.
    await selectAll(await showText('Once upon a time'));
    assert.equal(
      await shownErrors(internals, () => commands.executeCommand('tokenscope.completion.continue')),
      '',
    );
    await until('the text', () => internals.completion.state.status === 'done');
    assert.equal(internals.completion.state.model?.name, id);
    const listed = (await api.models()).find((model) => model.id === id);
    assert.deepEqual(
      [listed?.source, listed?.task, listed?.precision, listed?.loaded],
      ['folder', 'text-generation', 'fp32', true],
    );
    const { model } = await api.complete('a', { model: 'gpt2-starter', maxNewTokens: 1 });
    assert.equal(model, 'gpt2-starter');
    assert.equal((await api.complete('a', { maxNewTokens: 1 })).model, id);
  });

  it('stand in the Models view by precision, with totals and what can be done', async () => {
    const folder = folderOf(attentionModel());
    copyFileSync(
      path.join(folder, 'onnx', 'model.onnx'),
      path.join(folder, 'onnx', 'model_q4.onnx'),
    );
    const first = await choose(folder, 'fp32');
    const second = await choose(folder, 'q4');
    assert.equal(second, `${first} (q4)`);
    assert.equal(await choose(folder, 'q4'), second);
    const { modelsTree } = internals;
    assert.deepEqual(modelsTree.getChildren().slice(0, 2), ['bundled', 'installed']);
    const [family] = modelsTree.getChildren('installed');
    assert.ok(family);
    assert.equal(modelsTree.getTreeItem(family).description, 'fp32, q4');
    assert.deepEqual(
      items(family).map(({ label, contextValue }) => [label, contextValue]),
      [
        ['fp32', 'model.loaded.folder.usable'],
        ['q4', 'model.loaded.folder.usable'],
      ],
    );
    await commands.executeCommand('tokenscope.models.use', internals.registry.get(second));
    await until('the mark', () => items(family)[1]?.contextValue?.endsWith('.used') === true);
    assert.match(modelTotals(internals.registry), /^4 models, .* MB on disk, .* MB in memory$/);
  });

  it('have their rows drawn anew, not the whole tree, while one is loaded and unloaded', async () => {
    const { modelsTree, registry } = internals;
    // The tree as it is now is known to the view.
    await commands.executeCommand('tokenscope.models.unload', 'gpt2-starter');
    const changes: unknown[] = [];
    const listening = modelsTree.onDidChangeTreeData((change) => changes.push(change));
    await commands.executeCommand('tokenscope.models.load', 'gpt2-starter');
    await until('the model', () => registry.loaded('gpt2-starter'));
    await commands.executeCommand('tokenscope.models.unload', 'gpt2-starter');
    listening.dispose();
    assert.ok(changes.length >= 2);
    for (const change of changes) {
      assert.deepEqual(change, registry.models);
    }
  });

  it('are verified, and have a card that opens as text', async () => {
    const folder = folderOf(attentionModel());
    const id = await choose(folder);
    assert.match(
      await commands.executeCommand('tokenscope.models.verify', id),
      /is whole: 5 files .* have the SHA-256/,
    );
    assert.match(
      await shownErrors(internals, () => commands.executeCommand('tokenscope.models.openCard', id)),
      /has no card: there is no README\.md/,
    );
    writeFileSync(path.join(folder, 'README.md'), '# Tiny\n![](https://example.org/pixel.png)');
    await commands.executeCommand('tokenscope.models.openCard', id);
    assert.equal(window.activeTextEditor?.document.uri.scheme, 'tokenscope-card');
    assert.match(window.activeTextEditor.document.getText(), /^# Tiny/);
    writeFileSync(path.join(folder, 'onnx', 'model.onnx'), 'changed');
    assert.match(
      await shownErrors(internals, () => commands.executeCommand('tokenscope.models.verify', id)),
      /model\.onnx is damaged or was changed/,
    );
  });

  it('stay listed with a warning when their folder is gone, until they are removed', async () => {
    const folder = folderOf(robertaModel([' Paris'], { ĠParis: 9 }));
    const id = await choose(folder);
    await useForFillMask(id);
    extra.push(`${folder} moved`);
    renameSync(folder, `${folder} moved`);
    internals.modelProcess.restart();
    await internals.missing.look();
    const [item] = items('installed');
    assert.equal(item?.contextValue, 'model.missing.folder.other');
    assert.match(String(item.description), /its folder is gone/);
    assert.match(
      await shownErrors(internals, () => fill('I like [MASK].')),
      /config\.json is missing: get the model again/,
    );
    await commands.executeCommand('tokenscope.models.remove', id);
    assert.ok(!internals.modelsTree.getChildren().includes('installed'));
    const named = (): unknown => workspace.getConfiguration('tokenscope').get('fillMask.model');
    await until('the choice to be forgotten', () => named() === '');
    assert.equal(internals.registry.forTask('fill-mask').id, 'bert-base-uncased');
  });

  it('are named when the settings name one that is not there, or one of another kind', async () => {
    await setting('fillMask.model', 'gone');
    assert.match(
      await shownErrors(internals, () => fill('I like [MASK].')),
      /The model gone that the settings name is not on this machine: select another one/,
    );
    await setting('fillMask.model', 'gpt2-starter');
    assert.match(
      await shownErrors(internals, () => fill('I like [MASK].')),
      /gpt2-starter is not a model for this task, which needs a masked model such as BERT/,
    );
    await assert.rejects(
      api.fillMask('[MASK]', { model: 'gone' }),
      (error: Error & { code?: string }) => error.code === 'UnknownModel',
    );
  });

  it('are not loaded over the limit of the setting, which is said with the sizes', async () => {
    internals.modelProcess.restart();
    await setting('models.memoryLimit', 100);
    assert.match(
      await shownErrors(internals, () => fill('Paris is the [MASK] of France.')),
      /bert-base-uncased needs about \d+ MB of memory, and the setting “Memory Limit” allows 100 MB/,
    );
  });

  it('are compared at one place, in two precisions', async () => {
    const folder = folderOf(attentionModel());
    copyFileSync(
      path.join(folder, 'onnx', 'model.onnx'),
      path.join(folder, 'onnx', 'model_q4.onnx'),
    );
    const first = await choose(folder, 'fp32');
    await choose(folder, 'q4');
    await showText('Once upon a time');
    await commands.executeCommand(
      'tokenscope.laboratory.precisions',
      internals.registry.get(first),
    );
    const session = internals.laboratory.session('precisions');
    const state = session.state as LabState<PrecisionsForm, PrecisionsView>;
    assert.equal(state.error?.sentence, undefined);
    const { result, models } = state;
    assert.deepEqual(
      models.map(({ precision }) => precision),
      ['fp32', 'q4'],
    );
    assert.deepEqual(
      [result?.klBits, result?.sameTop, result?.largest?.difference],
      [[0, 0], true, 0],
    );
    assert.ok(result?.runMilliseconds.every((time) => time > 0));
  });

  it('are refused in sentences that say what to do', () => {
    const model = 'mine';
    const sizes = { model, needed: 5.9e9, available: 3.1e9, by: 'free' } as const;
    const cases: readonly (readonly [TokenscopeError, RegExp, string | null])[] = [
      [
        new TokenscopeError('NotEnoughMemory', { ...sizes, task: 'fill-mask', smaller: 'small' }),
        /^mine needs about 5\.9 GB of memory, and 3\.1 GB are free: .* select small, which fits\.$/,
        'selectFillMaskModel',
      ],
      [
        new TokenscopeError('NotEnoughMemory', { ...sizes, task: 'fill-mask', smaller: null }),
        /: close other programs, or choose a smaller precision\.$/,
        null,
      ],
      [
        new TokenscopeError('ContextMismatch', { model, contextLength: 1024 }),
        /^config\.json of mine says that it takes 1024 tokens, but its weights take fewer: get/,
        null,
      ],
      [
        new TokenscopeError('HalfOutputs', { model, precision: 'fp16' }),
        /^The weights of mine in fp16 give their results in 16 bits.*: choose another precision/,
        null,
      ],
      [
        new TokenscopeError('ChosenModelMissing', { task: 'text-generation', model }),
        /not on this machine: select another one/,
        'selectCompletionModel',
      ],
    ];
    for (const [error, pattern, action] of cases) {
      const worded = wordError(error);
      assert.match(worded.sentence, pattern);
      assert.equal(worded.action, action);
    }
  });

  it('have to be two to be compared', async () => {
    await showText('I like [MASK].');
    await commands.executeCommand('tokenscope.laboratory.precisions', {
      task: 'fill-mask',
      first: '',
      second: '',
    });
    const { error } = internals.laboratory.session('precisions').state;
    assert.match(error?.sentence ?? '', /bert-base-uncased is the only model for this/);
    assert.equal(error?.action?.id, 'chooseModelFolder');
  });
});
