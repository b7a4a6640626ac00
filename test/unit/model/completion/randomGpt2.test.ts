import assert from 'node:assert/strict';
import { AutoModelForCausalLM, env, Tensor } from '@huggingface/transformers';
import { complete } from '../../../../src/common/protocol/model/completion';
import { completeSamples } from '../../../../src/common/protocol/model/completionSamples';
import { ModelProcess } from '../../../support/modelProcess';
import { greedySampling, sampledSampling } from '../../../support/sampling';
import { randomGpt2 } from '../../../support/tinyModels/gpt2Model';

describe('a GPT-2 of fp32 with random weights, external data', function () {
  this.timeout(60_000);
  const tiny = randomGpt2({ layers: 2, heads: 2, width: 32, contextLength: 64 });
  let worker: ModelProcess;

  before(() => {
    worker = new ModelProcess();
  });
  after(async () => {
    await worker.stop();
    tiny.dispose();
  });

  const request = { model: tiny.ref, prompt: 'The old man and the sea', progress: 'p' };

  it('is continued greedily as transformers.js continues it', async () => {
    const sampling = { ...greedySampling, maxNewTokens: 20 };
    const { tokens } = await worker.request(complete, { ...request, sampling });
    env.allowRemoteModels = false;
    const options = { dtype: 'fp32', local_files_only: true } as const;
    const model = await AutoModelForCausalLM.from_pretrained(tiny.ref.folder, options);
    const ids = [464, 1468, 582, 290, 262, 5417];
    const output = (await model.generate({
      inputs: new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]),
      ...{ max_new_tokens: 20, do_sample: false },
    })) as Tensor;
    assert.deepEqual(
      tokens.map(({ id }) => id),
      Array.from(output.data as BigInt64Array, Number).slice(ids.length),
    );
    await model.dispose();
  });

  it('gives each of four samples in one batch the text that its seed gives alone', async () => {
    const sampling = { ...sampledSampling, maxNewTokens: 20 };
    const samples = await worker.request(completeSamples, { ...request, sampling, samples: 4 });
    for (const { seed, tokens } of samples) {
      const own = { ...sampling, seed };
      const alone = await worker.request(complete, { ...request, sampling: own });
      assert.deepEqual(
        tokens.map(({ id }) => id),
        alone.tokens.map(({ id }) => id),
      );
      for (const [index, { logProb }] of tokens.entries()) {
        assert.ok(Math.abs(logProb - alone.tokens[index]!.logProb) <= 1e-4);
      }
    }
  });
});
