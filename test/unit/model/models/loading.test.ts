import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import os from 'node:os';
import { TokenscopeError } from '../../../../src/common/errors';
import { fillMask } from '../../../../src/common/protocol/model/fillMask';
import {
  loadModel,
  modelsChanged,
  modelsEvicted,
  verifyModel,
  verifyProgress,
  type LoadOptions,
  type ModelRef,
  type ModelsEvicted,
} from '../../../../src/common/protocol/model/models';
import { availableMemory } from '../../../../src/workers/model/runtime/availableMemory';
import { sessionThreads } from '../../../../src/workers/model/runtime/threads';
import { bundledModel, ModelProcess } from '../../../support/modelProcess';
import { attentionModel } from '../../../support/tinyModels/attentionModel';
import { robertaModel } from '../../../support/tinyModels/robertaModel';

describe('loading models', function () {
  this.timeout(60_000);
  const masked = robertaModel([' Paris'], { ĠParis: 9 });
  const causal = attentionModel();
  let worker: ModelProcess;
  let evicted: ModelsEvicted[];
  let loaded: readonly string[];

  beforeEach(() => {
    worker = new ModelProcess();
    evicted = [];
    loaded = [];
    worker.connection.onNotification(modelsEvicted, (one) => {
      evicted.push(one);
    });
    worker.connection.onNotification(modelsChanged, (now) => {
      loaded = now.loaded.map(({ id }) => id);
    });
  });
  afterEach(async () => {
    await worker.stop();
  });
  after(() => {
    masked.dispose();
    causal.dispose();
  });

  const options: LoadOptions = { threads: 0, memoryLimit: 0, memory: 1, smaller: [] };
  const withOptions = (ref: ModelRef, given: Partial<LoadOptions>): ModelRef => ({
    ...ref,
    loading: { ...options, ...given },
  });
  const load = (ref: ModelRef, given: Partial<LoadOptions>) =>
    worker.request(loadModel, { model: withOptions(ref, given) });

  it('unloads the model that was used longest ago when the limit is reached, and says so', async () => {
    const bert = bundledModel('bert-base-uncased');
    const { memoryBytes } = await load(bert, { memory: 1 });
    await load(causal.ref, { memory: 1 });
    assert.deepEqual([evicted, loaded], [[], [bert.id, causal.ref.id]]);
    await load(masked.ref, { memory: 1000, memoryLimit: memoryBytes });
    assert.deepEqual(evicted, [{ unloaded: [bert.id], for: masked.ref.id }]);
    assert.deepEqual(loaded, [causal.ref.id, masked.ref.id]);
  });

  it('refuses a model that cannot fit, and keeps the others', async () => {
    await load(causal.ref, { memory: 1 });
    await assert.rejects(load(masked.ref, { memory: 1e15 }), (error) => {
      assert.ok(error instanceof TokenscopeError && error.code === 'NotEnoughMemory');
      assert.equal((error.args as { by: string }).by, 'free');
      return true;
    });
    assert.deepEqual([evicted, loaded], [[], [causal.ref.id]]);
  });

  it('runs on the threads that are asked for, and loads anew for another number', async () => {
    const fill = async (threads: number): Promise<number> => {
      const model = withOptions(masked.ref, { threads });
      return (await worker.request(fillMask, { model, text: 'I <mask>', topK: 1 })).threads;
    };
    const most = os.availableParallelism();
    assert.equal(await fill(0), sessionThreads());
    assert.equal(await fill(most), most);
    assert.equal(await fill(most + 10), most);
    const loads = worker.log.match(/(?<!un)loaded tiny-roberta/g)?.length;
    assert.equal(loads, sessionThreads() === most ? 1 : 2);
  });

  it('hashes all files again when asked, and names the one that was changed', async () => {
    const shares: number[] = [];
    worker.connection.onProgress(verifyProgress, 'mine', (share) => {
      shares.push(share);
    });
    const bert = bundledModel('bert-base-uncased');
    const whole = await worker.request(verifyModel, { model: bert, progress: 'mine' });
    assert.equal(whole.files, 11);
    assert.ok(whole.bytes > 70e6);
    assert.equal(shares.at(-1), 1);
    assert.ok(shares.length > 10);

    const chosen: ModelRef = { ...causal.ref, chosen: true };
    await worker.request(verifyModel, { model: chosen, progress: 'none' });
    appendFileSync(path.join(chosen.folder, 'onnx', 'model.onnx'), ' ');
    await assert.rejects(
      worker.request(verifyModel, { model: chosen, progress: 'none' }),
      (error) => error instanceof TokenscopeError && error.code === 'ChosenFileCorrupt',
    );
  });

  it('knows some memory to be free, and no more than there is', () => {
    assert.ok(availableMemory() > 0 && availableMemory() <= os.totalmem());
  });
});
