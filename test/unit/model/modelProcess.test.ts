import assert from 'node:assert/strict';
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CancellationTokenSource, ProgressType } from 'vscode-jsonrpc';
import { TokenscopeError } from '../../../src/common/errors';
import {
  complete,
  completionProgress,
  type CompletionProgress,
  type SamplingParams,
} from '../../../src/common/protocol/model/completion';
import { fillMask } from '../../../src/common/protocol/model/fillMask';
import {
  loadingChanged,
  loadModel,
  loadProgress,
  modelsChanged,
  unloadModel,
} from '../../../src/common/protocol/model/models';
import { bundledModel, ModelProcess } from '../../support/modelProcess';
import { quickest } from '../../support/quickest';
import { greedySampling } from '../../support/sampling';
import { bigramModel, type BigramModel } from '../../support/tinyModels/bigramModel';
import { writeModelFolder } from '../../support/tinyModels/modelFolder';

const gpt2 = bundledModel('gpt2-starter');
const bert = bundledModel('bert-base-uncased');
const endless: SamplingParams = { ...greedySampling, maxNewTokens: 500 };

describe('model process', function () {
  this.timeout(60_000);
  let worker: ModelProcess;
  const made: { dispose(): void }[] = [];

  beforeEach(() => {
    worker = new ModelProcess();
  });
  afterEach(async () => {
    await worker.stop();
    made.splice(0).forEach((tiny) => tiny.dispose());
  });

  function tiny(): BigramModel {
    const model = bigramModel((_, byteId) => new Map([[byteId(0x62), 1]]));
    made.push(model);
    return model;
  }
  async function failure(promise: Promise<unknown>): Promise<TokenscopeError> {
    const [settled] = await Promise.allSettled([promise]);
    assert.equal(settled.status, 'rejected');
    assert.ok(settled.reason instanceof TokenscopeError);
    return settled.reason as TokenscopeError;
  }

  it('reports progress: stages, the prompt, then tokens as they come', async () => {
    const got: CompletionProgress[] = [];
    let answered = false;
    let early = 0;
    worker.connection.onProgress(completionProgress, 'run 1', (value) => {
      got.push(value);
      early += answered ? 0 : 1;
    });
    const result = await worker.request(complete, {
      model: gpt2,
      prompt: 'Once upon a time',
      sampling: { ...endless, maxNewTokens: 200 },
      progress: 'run 1',
    });
    answered = true;
    assert.deepEqual(
      got.flatMap((value) => (value.kind === 'loading' ? [value.stage] : [])),
      ['verifying', 'loading', 'ready'],
    );
    assert.deepEqual(
      got.find(({ kind }) => kind === 'prompt'),
      { kind: 'prompt', promptTokens: 4, droppedPromptTokens: 0, usedFrom: 0, prefixText: '' },
    );
    const batches = got.flatMap((value) => (value.kind === 'tokens' ? [value.tokens] : []));
    assert.deepEqual(batches.flat(), result.tokens);
    assert.equal(batches[0]!.length, 1);
    assert.ok(batches.length > 3 && batches.length < 150, `${batches.length} messages`);
    assert.equal(early, got.length);
    assert.ok(result.millisecondsToFirstToken <= result.milliseconds);
  });

  it('tells when it loads and what is loaded, and loads once for several requests', async () => {
    const loading: (readonly string[])[] = [];
    const loaded: string[][] = [];
    const stages: string[] = [];
    worker.connection.onNotification(loadingChanged, (value) => {
      loading.push(value.loading);
    });
    worker.connection.onNotification(modelsChanged, (value) => {
      loaded.push(value.loaded.map(({ id }) => id));
    });
    worker.connection.onProgress(loadProgress, 'load', (stage) => {
      stages.push(stage);
    });
    const answers = await Promise.all([
      worker.request(loadModel, { model: gpt2, progress: 'load' }),
      worker.request(loadModel, { model: gpt2 }),
      worker.request(loadModel, { model: gpt2, progress: 'load' }),
    ]);
    assert.deepEqual(answers[0], answers[2]);
    assert.ok(answers[0].loadMilliseconds > 0 && answers[0].memoryBytes > 1e6);
    assert.deepEqual(loading, [[gpt2.id], []]);
    assert.deepEqual(loaded, [['gpt2-starter']]);
    assert.deepEqual(new Set(stages), new Set(['verifying', 'loading', 'ready']));
    assert.equal(await worker.request(unloadModel, { id: 'gpt2-starter' }), true);
    assert.equal(await worker.request(unloadModel, { id: 'gpt2-starter' }), false);
    assert.deepEqual(loaded, [['gpt2-starter'], []]);
  });

  it('returns the memory of an unloaded model', async function () {
    if (process.platform !== 'linux') this.skip();
    const resident = (): number => {
      const statm = readFileSync(`/proc/${worker.child.pid}/statm`, 'utf8');
      return Number(statm.split(' ')[1]) * 4096;
    };
    await worker.request(loadModel, { model: gpt2 });
    const before = resident();
    const { memoryBytes } = await worker.request(loadModel, { model: bert });
    assert.ok(resident() - before > memoryBytes * 0.8);
    await worker.request(unloadModel, { id: bert.id });
    const left = resident() - before;
    assert.ok(left < memoryBytes * 0.3, `${left} of ${memoryBytes} bytes are not free again`);
  });

  it('answers a cancelled completion with what there is, within 200 ms', async () => {
    await worker.request(loadModel, { model: gpt2 });
    let cancel = (): void => undefined;
    worker.connection.onProgress(new ProgressType<CompletionProgress>(), 'c', (value) => {
      if (value.kind === 'tokens') cancel();
    });
    const milliseconds = await quickest(async () => {
      const source = new CancellationTokenSource();
      let cancelledAt = Number.POSITIVE_INFINITY;
      cancel = () => {
        cancelledAt = Math.min(cancelledAt, performance.now());
        source.cancel();
      };
      const { stopReason, tokens, text } = await worker.request(
        complete,
        { model: gpt2, prompt: 'Once upon a time', sampling: endless, progress: 'c' },
        source.token,
      );
      assert.equal(stopReason, 'cancelled');
      assert.ok(tokens.length >= 1 && tokens.length < 500);
      assert.equal(text, tokens.map(({ chunk }) => chunk).join(''));
      return performance.now() - cancelledAt;
    });
    assert.ok(milliseconds < 200, `${milliseconds} ms`);
  });

  it('cancels a run that waits for another at once, and lets the other go on', async () => {
    const params = { model: gpt2, prompt: 'Once', sampling: endless, progress: 'x' };
    await worker.request(loadModel, { model: gpt2 });
    const order: string[] = [];
    const first = worker.request(complete, params).then((result) => {
      order.push('first');
      return result;
    });
    const source = new CancellationTokenSource();
    const second = worker.request(complete, params, source.token).then((result) => {
      order.push('second');
      return result;
    });
    setTimeout(() => source.cancel(), 20);
    assert.equal((await second).stopReason, 'cancelled');
    assert.deepEqual((await second).tokens, []);
    assert.notEqual((await first).stopReason, 'cancelled');
    assert.deepEqual(order, ['second', 'first']);
  });

  it('runs requests for one model one after the other, with the answers of single runs', async () => {
    const params = { model: gpt2, prompt: 'The sea', sampling: endless, progress: 'x' };
    const sampling = { ...endless, maxNewTokens: 20 };
    const alone = await worker.request(complete, { ...params, sampling });
    const together = await Promise.all(
      [1, 2, 3].map(() => worker.request(complete, { ...params, sampling })),
    );
    for (const { tokens } of together) {
      assert.deepEqual(tokens, alone.tokens);
    }
  });

  it('loads a model again for a run that waited while it was unloaded', async () => {
    const params = { model: tiny().ref, prompt: 'a', progress: 'x' };
    const sampling = { ...endless, maxNewTokens: 5 };
    await worker.request(loadModel, { model: params.model });
    const [first, unloaded, second] = await Promise.all([
      worker.request(complete, { ...params, sampling }),
      worker.request(unloadModel, { id: params.model.id }),
      worker.request(complete, { ...params, sampling }),
    ]);
    assert.equal(unloaded, true);
    assert.deepEqual([first.text, second.text], ['bbbbb', 'bbbbb']);
  });

  it('names a missing, a truncated and an altered file', async () => {
    const load = (model: BigramModel): Promise<TokenscopeError> =>
      failure(worker.request(loadModel, { model: model.ref }));
    const place = (model: BigramModel): string => path.join(model.ref.folder, 'onnx', 'model.onnx');
    const missing = tiny();
    rmSync(place(missing));
    assert.deepEqual(
      await load(missing),
      new TokenscopeError('FileMissing', { file: place(missing) }),
    );
    const truncated = tiny();
    truncateSync(place(truncated), 1000);
    const altered = tiny();
    writeFileSync(place(altered), readFileSync(place(altered)).reverse());
    for (const model of [truncated, altered]) {
      const error = await load(model);
      assert.equal(error.code, 'FileCorrupt');
      assert.equal((error.args as { file: string }).file, place(model));
    }
    // The process goes on.
    const fine = await worker.request(loadModel, { model: tiny().ref });
    assert.equal(fine.id, 'tiny-bigram');
  });

  it('names the graph that onnxruntime cannot read, and the tokenizer that is none', async () => {
    const good = tiny().ref;
    const read = (file: string): Uint8Array => readFileSync(path.join(good.folder, file));
    const build = (files: Record<string, Uint8Array>) => {
      const model = writeModelFolder('broken', 'text-generation', 64, {
        'config.json': read('config.json'),
        'tokenizer.json': read('tokenizer.json'),
        'onnx/model.onnx': read('onnx/model.onnx'),
        ...files,
      });
      made.push(model);
      return model.ref;
    };
    for (const file of ['onnx/model.onnx', 'tokenizer.json']) {
      const ref = build({ [file]: new TextEncoder().encode('no such thing') });
      const error = await failure(worker.request(loadModel, { model: ref }));
      assert.equal(error.code, 'FileCorrupt');
      assert.equal(
        (error.args as { file: string }).file,
        path.join(ref.folder, ...file.split('/')),
      );
    }
  });

  it('refuses logits that are not numbers, and stays usable', async () => {
    const broken = bigramModel((_, byteId) => new Map([[byteId(0x62), Number.NaN]]));
    made.push(broken);
    const params = { prompt: 'a', sampling: { ...endless, maxNewTokens: 5 }, progress: 'x' };
    const error = await failure(worker.request(complete, { ...params, model: broken.ref }));
    assert.equal(error.code, 'NotNumbers');
    const { text } = await worker.request(complete, { ...params, model: tiny().ref });
    assert.equal(text, 'bbbbb');
  });

  it('works on other models while one generates', async () => {
    await worker.request(loadModel, { model: bert });
    await worker.request(loadModel, { model: gpt2 });
    let generating = true;
    const long = worker
      .request(complete, { model: gpt2, prompt: 'Once', sampling: endless, progress: 'x' })
      .finally(() => (generating = false));
    await worker.request(fillMask, { model: bert, text: 'A [MASK].', topK: 1 });
    assert.ok(generating);
    assert.notEqual((await long).stopReason, 'cancelled');
  });

  it('runs below normal priority and ends when the channel closes, also while it generates', async () => {
    await worker.request(loadModel, { model: gpt2 });
    assert.ok(os.getPriority(worker.child.pid) > 0);
    const params = { model: gpt2, prompt: 'Once', sampling: endless, progress: 'x' };
    void worker.request(complete, params).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(await worker.stop(), 0);
  });
});
