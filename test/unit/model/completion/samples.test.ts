import assert from 'node:assert/strict';
import path from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { CancellationToken } from 'vscode-jsonrpc';
import type { ModelRef } from '../../../../src/common/protocol/model/models';
import type { GeneratedToken } from '../../../../src/common/protocol/model/completion';
import { beamSearch } from '../../../../src/workers/model/completion/beamSearch';
import {
  decodeLoop,
  decodeSamples,
  type CausalModel,
} from '../../../../src/workers/model/completion/decodeLoop';
import { PromptCache } from '../../../../src/workers/model/completion/promptCache';
import { rowsFrom } from '../../../../src/workers/model/completion/rows';
import { TokenTexts } from '../../../../src/workers/model/models/tokenTexts';
import { openTokenizer } from '../../../../src/workers/tokenization/tokenizerFile';
import { chiSquare } from '../../../support/chiSquare';
import { bundledModel } from '../../../support/modelProcess';
import { greedySampling, sampledSampling } from '../../../support/sampling';
import { attentionModel } from '../../../support/tinyModels/attentionModel';
import { slowDistribution } from '../../decoding/slowDistribution';

async function open(ref: ModelRef, graph: string, endIds: Iterable<number>): Promise<CausalModel> {
  const tokenizer = await openTokenizer(path.join(ref.folder, 'tokenizer.json'));
  return {
    session: await InferenceSession.create(path.join(ref.folder, 'onnx', graph), {
      intraOpNumThreads: 1,
    }),
    ref,
    texts: new TokenTexts(tokenizer),
    endIds: new Set(endIds),
    prompts: new PromptCache(),
  };
}

const { None } = CancellationToken;

describe('samples and beams', function () {
  this.timeout(60_000);
  const tiny = attentionModel();
  // Many ids end a text, so that samples end at different steps.
  const ends = Array.from({ length: 20 }, (_, index) => index * 12);
  let model: CausalModel;
  let bundled: CausalModel;

  before(async () => {
    model = await open(tiny.ref, 'model.onnx', ends);
    bundled = await open(bundledModel('gpt2-starter'), 'model_quantized.onnx', [50_256]);
  });
  after(async () => {
    for (const { prompts, session } of [model, bundled]) {
      prompts.dispose();
      await session.release();
    }
    tiny.dispose();
  });

  const params = Array.from({ length: 6 }, (_, k) => ({
    ...{ ...sampledSampling, topK: 0, topP: 1, minP: 0, temperature: 2 },
    ...{ maxNewTokens: 40, seed: 100 + k },
  }));
  const prompt = { ids: [9, 81, 33, 7] };

  for (const together of [true, false]) {
    it(`gives each sample the text that its seed gives alone, ${together ? 'in a batch' : 'in turn'}, on an fp32 model`, async () => {
      const reported: GeneratedToken[][] = params.map(() => []);
      const samples = await decodeSamples(
        model,
        prompt,
        { params, together, onToken: (sample, token) => reported[sample]!.push(token) },
        None,
      );
      const lengths = new Set(samples.map(({ tokens }) => tokens.length));
      assert.ok(lengths.size > 3, 'they end at different steps');
      assert.ok(new Set(samples.map(({ stopReason }) => stopReason)).has('end'));
      for (const [k, { tokens, stopReason }] of samples.entries()) {
        const alone = await decodeLoop(model, prompt, params[k]!, None, () => undefined);
        const ids = (list: readonly GeneratedToken[]): number[] => list.map(({ id }) => id);
        assert.deepEqual(ids(tokens), ids(alone.tokens));
        assert.equal(stopReason, alone.stopReason);
        assert.deepEqual(ids(reported[k]!), ids(tokens));
        for (const [index, { logProb, sampledLogProb }] of tokens.entries()) {
          const other = alone.tokens[index]!;
          // In turn the shapes of the runs are the same too.
          const tolerance = together ? 1e-4 : 0;
          assert.ok(Math.abs(logProb - other.logProb) <= tolerance);
          assert.ok(Math.abs(sampledLogProb - other.sampledLogProb) <= tolerance);
        }
      }
    });
  }

  it('keeps the prompt in the cache', async () => {
    await decodeSamples(model, prompt, { params, together: true, onToken: () => undefined }, None);
    const next = { ...prompt, reuse: 'same' as const };
    const again = await decodeLoop(model, next, params[0]!, None, () => undefined);
    assert.equal(again.cachedTokens, prompt.ids.length);
  });

  it('searches with beams in a batch as in turn', async () => {
    const found = await Promise.all(
      [true, false].map(async (together) => {
        const own = { ...model, prompts: new PromptCache() };
        const { text, logits } = await own.prompts.read(own, prompt.ids, undefined);
        const rows = rowsFrom(text, 1, together);
        const beams = await beamSearch(
          {
            model: own,
            promptIds: prompt.ids,
            params: { ...greedySampling, maxNewTokens: 12 },
            beams: { numBeams: 4, lengthPenalty: 1, earlyStopping: 'never', numReturn: 4 },
            stopped: () => false,
            onStep: () => undefined,
          },
          rows,
          logits.slice(),
          None,
        );
        rows.dispose();
        text.dispose();
        return beams;
      }),
    );
    const [together, apart] = found.map((beams) =>
      beams.map(({ tokens, stopReason }) => [...tokens.map(({ id }) => id), stopReason]),
    );
    assert.equal(together!.length, 4);
    assert.deepEqual(together, apart);
    for (const [index, { score }] of found[0]!.entries()) {
      assert.ok(Math.abs(score - found[1]![index]!.score) <= 1e-4);
    }
  });

  it('draws one step of the bundled model from the exact distribution (chi-square, 10,000 seeds, alpha 1e-4)', async () => {
    const ids = [464, 1468, 582, 3114, 379, 262, 5417, 290, 262];
    const change = { repetitionPenalty: 1, noRepeatNgramSize: 0, topK: 100, maxNewTokens: 1 };
    const sampling = { ...sampledSampling, ...change };
    const { text, logits } = await bundled.prompts.read(bundled, ids, undefined);
    const exact = slowDistribution(Array.from(logits), ids, sampling);
    bundled.prompts.keep(text);
    const counts = new Map<number, number>();
    for (let seed = 0; seed < 10_000; seed++) {
      const again = { ids, reuse: 'same' as const };
      const own = { ...sampling, seed };
      const { tokens } = await decodeLoop(bundled, again, own, None, () => undefined);
      const id = tokens[0]?.id ?? 50_256;
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    const { statistic, critical, bins } = chiSquare(exact, counts);
    assert.ok(bins > 20 && statistic < critical, `${statistic} of ${critical}, ${bins} bins`);
  });
});
