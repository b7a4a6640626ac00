import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  TokenscopeError,
  type ErrorArguments,
  type ErrorCode,
} from '../../../../src/common/errors';
import { modelRef } from '../../../../src/common/models/modelCatalog';
import type { InstalledModel } from '../../../../src/common/models/installedModel';
import type { Precision } from '../../../../src/common/models/precisions';
import { complete, type CompletionResult } from '../../../../src/common/protocol/model/completion';
import { fillMask } from '../../../../src/common/protocol/model/fillMask';
import {
  inspectModelFolder,
  lookAtModelFolder,
} from '../../../../src/common/protocol/model/modelFolder';
import { loadModel } from '../../../../src/common/protocol/model/models';
import { bundledModel, ModelProcess } from '../../../support/modelProcess';
import { greedySampling } from '../../../support/sampling';
import { attentionModel } from '../../../support/tinyModels/attentionModel';
import { copyFolder, flatten, layOutAsCache } from '../../../support/tinyModels/modelCopies';
import type { TinyModel } from '../../../support/tinyModels/modelFolder';
import { OnnxGraph } from '../../../support/tinyModels/onnxGraph';
import { robertaModel } from '../../../support/tinyModels/robertaModel';

describe('a folder with a model', function () {
  this.timeout(60_000);
  const made: string[] = [];
  let worker: ModelProcess;

  before(() => {
    worker = new ModelProcess();
  });
  after(async () => {
    await worker.stop();
    made.forEach((folder) => rmSync(folder, { recursive: true, force: true }));
  });

  function keep(folder: string): string {
    made.push(folder);
    return folder;
  }
  const folderOf = ({ ref }: TinyModel): string => keep(ref.folder);
  const copyOf = (id: string): string => keep(copyFolder(bundledModel(id).folder));
  const inspect = (folder: string, precision?: Precision): Promise<InstalledModel> =>
    worker.request(inspectModelFolder, { folder, id: 'mine', ...(precision && { precision }) });
  const write = (model: InstalledModel): Promise<CompletionResult> =>
    worker.request(complete, {
      model: modelRef(model, model.folder),
      prompt: 'Once',
      sampling: { ...greedySampling, maxNewTokens: 5 },
      progress: 'none',
    });
  async function fails<C extends ErrorCode>(
    folder: string,
    code: C,
    check: (args: ErrorArguments[C]) => void = () => undefined,
  ): Promise<void> {
    await assert.rejects(inspect(folder), (error) => {
      assert.ok(error instanceof TokenscopeError, String(error));
      assert.equal(error.code, code, error.message);
      check(error.args as ErrorArguments[C]);
      return true;
    });
  }

  it('can be a masked model with a mask token of its own', async () => {
    const folder = folderOf(robertaModel([' Paris'], { ĠParis: 9 }));
    const model = await inspect(folder);
    assert.deepEqual(
      [model.task, model.maskToken, model.contextLength, model.precision, model.labelling],
      ['fill-mask', '<mask>', 32, 'fp32', undefined],
    );
    const { masks } = await worker.request(fillMask, {
      model: modelRef(model, folder),
      text: 'I like <mask>.',
      topK: 1,
    });
    assert.equal(masks[0]?.candidates[0]?.text, 'Paris');
  });

  it('can be a causal model with a cache', async () => {
    const model = await inspect(folderOf(attentionModel()));
    assert.deepEqual(
      [model.task, model.maskToken, model.contextLength],
      ['text-generation', null, 64],
    );
    assert.equal((await write(model)).tokens.length, 5);
  });

  it('gives the same text from weights beside the graph, merged, or where Optimum writes them', async () => {
    const { text } = await write(await inspect(folderOf(attentionModel())));
    const external = folderOf(attentionModel(64, { external: true }));
    const merged = folderOf(attentionModel(64, { stem: 'decoder_model_merged' }));
    const flat = folderOf(attentionModel());
    flatten(flat);
    for (const folder of [external, merged, flat]) {
      assert.equal((await write(await inspect(folder))).text, text, folder);
    }
    const { files, revision } = await inspect(external);
    assert.ok(
      files.some((file) => file.path === 'onnx/model.onnx_data' && file.sha256 === revision),
    );
  });

  it('can be a snapshot of the cache of Hugging Face, with links to its blobs', async () => {
    const folder = folderOf(attentionModel(64, { external: true }));
    const snapshot = layOutAsCache(folder, 'org/tiny');
    keep(path.resolve(snapshot, '..', '..', '..'));
    assert.equal((await write(await inspect(snapshot))).tokens.length, 5);
  });

  it('can be as a bundled model is, with graphs of other kinds beside it', async () => {
    const model = await inspect(copyOf('bert-base-uncased'));
    assert.deepEqual(
      [model.architecture, model.precision, model.maskToken, model.contextLength],
      ['BertForMaskedLM', 'q4', '[MASK]', 512],
    );
    assert.equal(model.revision, bundledModel('bert-base-uncased').revision);
  });

  it('tells its precisions, the most exact first, and loads the one asked for', async () => {
    const folder = folderOf(robertaModel([], {}));
    const onnx = path.join(folder, 'onnx');
    for (const ending of ['_quantized', '_bnb4', '_q4f16', '_fp16', '_inspect', '_q4', '_uint8']) {
      copyFileSync(path.join(onnx, 'model.onnx'), path.join(onnx, `model${ending}.onnx`));
    }
    const look = await worker.request(lookAtModelFolder, { folder, id: 'mine' });
    assert.deepEqual(
      look.weights.map(({ precision }) => precision),
      ['fp32', 'fp16', 'q8', 'uint8', 'q4', 'q4f16', 'bnb4'],
    );
    const bytes = readFileSync(path.join(onnx, 'model.onnx')).length;
    assert.equal(look.weights[0]?.bytes, bytes);
    const model = await inspect(folder, 'q4f16');
    assert.equal(model.precision, 'q4f16');
    assert.ok(model.taskFiles.includes('onnx/model_q4f16.onnx'));
  });

  it('is refused when config.json says that it takes more tokens than it does', async () => {
    await fails(folderOf(attentionModel(64, { claimed: 128 })), 'ContextMismatch', (args) =>
      assert.deepEqual(args, { model: 'mine', contextLength: 128 }),
    );
    const bert = copyOf('bert-base-uncased');
    const file = path.join(bert, 'config.json');
    const config = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...config, max_position_embeddings: 600 }));
    writeFileSync(path.join(bert, 'tokenizer_config.json'), '{}');
    await fails(bert, 'ContextMismatch');
  });

  it('is refused without a cache, and as another kind of model than it is', async () => {
    const folder = folderOf(robertaModel([], {}));
    const file = path.join(folder, 'config.json');
    writeFileSync(file, JSON.stringify({ model_type: 'gpt2', architectures: ['GPT2LMHeadModel'] }));
    await fails(folder, 'WrongModelKind', ({ needed }) => assert.equal(needed, 'text-generation'));
    writeFileSync(file, JSON.stringify({ model_type: 'vit', architectures: ['ViTForMaskedLM'] }));
    await fails(folder, 'WrongModelKind');
    writeFileSync(file, '{}');
    await fails(folder, 'WrongModelKind', ({ needed }) => assert.equal(needed, 'any'));
  });

  it('is refused when its graph gives 16-bit results', async () => {
    const folder = folderOf(robertaModel([], {}));
    const graph = new OnnxGraph();
    const ids = graph.input('input_ids', 'int64', ['batch', 'sequence']);
    const table = graph.floats('table', [300, 300], new Float32Array(300 * 300));
    const logits = graph.node('Gather', [table, ids], 'wide', { axis: 0 });
    graph.output(
      graph.node('Cast', [logits], 'logits', { to: 10 }),
      ['batch', 's', 300],
      'float16',
    );
    writeFileSync(path.join(folder, 'onnx', 'model.onnx'), graph.encode());
    await fails(folder, 'HalfOutputs', (args) =>
      assert.deepEqual(args, { model: 'mine', precision: 'fp32' }),
    );
  });

  it('names the data beside a graph when that is missing or cut off', async () => {
    const folder = folderOf(attentionModel(64, { external: true }));
    const file = path.join(folder, 'onnx', 'model.onnx_data');
    writeFileSync(file, readFileSync(file).subarray(0, 100));
    await fails(folder, 'ChosenFileCorrupt');
    rmSync(file);
    await fails(folder, 'ChosenFileMissing', (args) => assert.equal(args.file, file));
  });

  it('is refused when it has no ONNX files', async () => {
    const folder = folderOf(robertaModel([], {}));
    rmSync(path.join(folder, 'onnx'), { recursive: true });
    await fails(folder, 'ChosenFileMissing', (args) =>
      assert.equal(args.file, path.join(folder, 'onnx', 'model.onnx')),
    );
  });

  it('is named as missing when it vanished after it was chosen', async () => {
    const folder = folderOf(attentionModel());
    const model = await inspect(folder);
    const moved = keep(`${folder} moved`);
    renameSync(folder, moved);
    const other = new ModelProcess();
    await assert.rejects(
      other.request(loadModel, { model: modelRef(model, folder) }),
      (error) => error instanceof TokenscopeError && error.code === 'ChosenFileMissing',
    );
    await other.stop();
  });
});
