import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  TokenscopeError,
  type ErrorArguments,
  type ErrorCode,
} from '../../../../src/common/errors';
import type { InstalledModel } from '../../../../src/common/models/installedModel';
import { inspectModelFolder } from '../../../../src/common/protocol/model/modelFolder';
import { ModelProcess } from '../../../support/modelProcess';
import {
  tinyClassifier,
  tinyReader,
  tinyTagger,
  type TinyWords,
} from '../../../support/tinyModels/fineTunedModels';
import type { TinyModel } from '../../../support/tinyModels/modelFolder';

describe('a folder with a fine-tuned model', function () {
  this.timeout(60_000);
  const made: TinyModel[] = [];
  let worker: ModelProcess;

  before(() => {
    worker = new ModelProcess();
  });
  after(async () => {
    await worker.stop();
    made.forEach((model) => model.dispose());
  });

  const words = { ' good': [0, 2], ' bad': [2, 0] };
  const named = { id2label: { 0: 'bad', 1: 'good' } };
  function folderOf(
    make: (options: TinyWords) => TinyModel,
    options: Partial<TinyWords> = {},
  ): string {
    const model = make({ words, ...options });
    made.push(model);
    return model.ref.folder;
  }
  const inspect = (folder: string): Promise<InstalledModel> =>
    worker.request(inspectModelFolder, { folder, id: 'mine' });
  async function fails<C extends ErrorCode>(
    folder: string,
    code: C,
    check: (args: ErrorArguments[C]) => void = () => undefined,
  ): Promise<void> {
    await assert.rejects(inspect(folder), (error) => {
      assert.ok(error instanceof TokenscopeError);
      assert.equal(error.code, code);
      check(error.args as ErrorArguments[C]);
      return true;
    });
  }

  it('is what its config says, with the hashes of its files', async () => {
    const folder = folderOf(tinyClassifier, { config: named, contextLength: 48 });
    const model = await inspect(folder);
    const sha256 = createHash('sha256')
      .update(readFileSync(path.join(folder, 'onnx', 'model.onnx')))
      .digest('hex');
    assert.equal(model.revision, sha256);
    assert.deepEqual(
      { ...model, files: model.files.map((file) => file.path) },
      {
        id: 'mine',
        folder,
        task: 'text-classification',
        architecture: 'DistilBertForSequenceClassification',
        labelling: { labels: ['bad', 'good'], labelsNamed: true, activation: 'softmax' },
        name: 'mine',
        tokenizer: '',
        maskToken: null,
        licence: 'unknown',
        source: 'folder',
        taskFiles: ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model.onnx'],
        graphs: {},
        precision: 'fp32',
        revision: sha256,
        contextLength: 48,
        files: ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model.onnx'],
      },
    );
  });

  it('counts the positions of RoBERTa without those for padding', async () => {
    const model = await inspect(folderOf(tinyTagger, { config: named, contextLength: 40 }));
    assert.equal(model.task, 'token-classification');
    assert.equal(model.contextLength, 40);
  });

  it('numbers labels that have no names, and says so', async () => {
    const model = await inspect(folderOf(tinyClassifier));
    assert.deepEqual(model.labelling?.labels, ['LABEL_0', 'LABEL_1']);
    assert.equal(model.labelling.labelsNamed, false);
  });

  it('scores each label by itself where several can hold', async () => {
    const config = { ...named, problem_type: 'multi_label_classification' };
    assert.equal(
      (await inspect(folderOf(tinyClassifier, { config }))).labelling?.activation,
      'sigmoid',
    );
  });

  it('needs no labels to answer questions', async () => {
    const model = await inspect(folderOf(tinyReader));
    assert.equal(model.task, 'question-answering');
    assert.deepEqual(model.labelling?.labels, []);
  });

  it('takes its precision from the ending of its weights', async () => {
    const folder = folderOf(tinyClassifier, { config: named });
    const onnx = path.join(folder, 'onnx');
    renameSync(path.join(onnx, 'model.onnx'), path.join(onnx, 'model_quantized.onnx'));
    assert.equal((await inspect(folder)).precision, 'q8');
  });

  it('is refused when its labels are not as many as its logits', async () => {
    const config = { id2label: { 0: 'a', 1: 'b', 2: 'c' } };
    await fails(folderOf(tinyClassifier, { config }), 'LabelsMismatch', (args) =>
      assert.deepEqual(args, { model: 'mine', labels: 3, width: 2 }),
    );
  });

  it('is refused when it is made for something else', async () => {
    const translates = { ...named, architectures: ['T5ForConditionalGeneration'] };
    await fails(folderOf(tinyClassifier, { config: translates }), 'WrongModelKind', ({ needed }) =>
      assert.equal(needed, 'any'),
    );
    const unknown = { ...named, model_type: 'resnet' };
    await fails(folderOf(tinyClassifier, { config: unknown }), 'WrongModelKind');
    const regression = { ...named, problem_type: 'regression' };
    await fails(folderOf(tinyClassifier, { config: regression }), 'WrongModelKind');
  });

  it('is refused when its graph gives other outputs than its architecture says', async () => {
    const config = { ...named, architectures: ['DistilBertForQuestionAnswering'] };
    await fails(folderOf(tinyClassifier, { config }), 'WrongModelKind', ({ needed }) =>
      assert.equal(needed, 'question-answering'),
    );
  });

  for (const name of ['config.json', 'tokenizer.json', 'onnx/model.onnx']) {
    it(`names ${name} when that is missing or damaged`, async () => {
      const folder = folderOf(tinyClassifier, { config: named });
      const file = path.join(folder, ...name.split('/'));
      writeFileSync(file, 'not what it should be');
      await fails(folder, 'ChosenFileCorrupt', (args) => assert.equal(args.file, file));
      rmSync(file);
      await fails(folder, 'ChosenFileMissing', (args) => assert.equal(args.file, file));
    });
  }
});
