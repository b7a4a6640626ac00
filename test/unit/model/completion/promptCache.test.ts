import assert from 'node:assert/strict';
import path from 'node:path';
import fc from 'fast-check';
import { InferenceSession } from 'onnxruntime-node';
import { CancellationToken, CancellationTokenSource } from 'vscode-jsonrpc';
import type { ModelRef } from '../../../../src/common/protocol/model/models';
import type { CacheReuse, SamplingParams } from '../../../../src/common/protocol/model/completion';
import { CausalSession } from '../../../../src/workers/model/completion/causalSession';
import { CausalText } from '../../../../src/workers/model/completion/causalText';
import { decodeLoop, type CausalModel } from '../../../../src/workers/model/completion/decodeLoop';
import { PromptCache } from '../../../../src/workers/model/completion/promptCache';
import { TokenTexts } from '../../../../src/workers/model/models/tokenTexts';
import { openTokenizer } from '../../../../src/workers/tokenization/tokenizerFile';
import { bundledModel } from '../../../support/modelProcess';
import { greedySampling, sampledSampling } from '../../../support/sampling';
import { attentionModel } from '../../../support/tinyModels/attentionModel';

const sampled: SamplingParams = { ...sampledSampling, maxNewTokens: 12 };

async function open(ref: ModelRef, graph: string, prompts: PromptCache): Promise<CausalModel> {
  const tokenizer = await openTokenizer(path.join(ref.folder, 'tokenizer.json'));
  return {
    session: await InferenceSession.create(path.join(ref.folder, 'onnx', graph), {
      intraOpNumThreads: 1,
    }),
    ref,
    texts: new TokenTexts(tokenizer),
    // Runs go on to the number of tokens asked for.
    endIds: new Set(),
    prompts,
  };
}

function newText({ session, ref }: CausalModel): CausalText {
  return new CausalText(new CausalSession(session, ref.id, ref.contextLength));
}

/** The largest difference of a logit of a prompt when the cache held another text before. */
async function differenceAfter(
  model: CausalModel,
  before: readonly number[],
  prompt: readonly number[],
): Promise<{ cached: number; difference: number }> {
  const anew = newText(model);
  const expected = (await anew.readPrompt(prompt, 'same'))?.logits.slice() ?? new Float32Array();
  anew.dispose();
  const text = newText(model);
  await text.readPrompt(before.slice(0, 1), 'same');
  for (const id of before.slice(1)) await text.feed([id]);
  const read = await text.readPrompt(prompt, 'prefix');
  const difference = expected.reduce(
    (most, logit, id) => Math.max(most, Math.abs(logit - (read?.logits[id] ?? Number.NaN))),
    0,
  );
  text.dispose();
  return { cached: read?.cachedTokens ?? 0, difference };
}

/** The same steps with and without tokens between that are cut again. */
async function differenceOfCut(
  { session, ref }: CausalModel,
  head: readonly number[],
  between: readonly number[],
  rest: readonly number[],
): Promise<number> {
  const [plain, cut] = [0, 1].map(() => new CausalSession(session, ref.id, ref.contextLength));
  assert.ok(plain && cut);
  for (const id of head) {
    await plain.feed([id]);
    await cut.feed([id]);
  }
  await cut.feed(between);
  assert.ok(cut.truncate(head.length));
  const expected = await plain.feed(rest);
  const logits = await cut.feed(rest);
  const difference = expected.reduce(
    (most, logit, id) => Math.max(most, Math.abs(logit - (logits[id] ?? Number.NaN))),
    0,
  );
  plain.dispose();
  cut.dispose();
  return difference;
}

describe('prompt cache', function () {
  this.timeout(60_000);
  const tiny = attentionModel();
  const gpt2 = bundledModel('gpt2-starter');
  let small: CausalModel;
  let bundled: CausalModel;

  before(async () => {
    small = await open(tiny.ref, 'model.onnx', new PromptCache());
    bundled = await open(gpt2, 'model_quantized.onnx', new PromptCache());
  });
  after(async () => {
    small.prompts.dispose();
    bundled.prompts.dispose();
    await small.session.release();
    await bundled.session.release();
    tiny.dispose();
  });
  beforeEach(() => {
    small.prompts.dispose();
    bundled.prompts.dispose();
  });

  const run = (
    model: CausalModel,
    ids: readonly number[],
    reuse?: CacheReuse,
    params: Partial<SamplingParams> = {},
    token = CancellationToken.None,
  ) => decodeLoop(model, { ids, reuse }, { ...sampled, ...params }, token, () => undefined);

  it('gives the logits of an uncached run within 1e-4 on an fp32 model, wherever it is cut', async () => {
    const idList = fc.array(fc.integer({ min: 1, max: 256 }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(idList, idList, idList, async (common, oldEnd, newEnd) => {
        const prompt = [...common, ...newEnd].slice(0, 2 * common.length);
        const { cached, difference } = await differenceAfter(small, [...common, ...oldEnd], prompt);
        assert.ok(cached >= prompt.length / 2 || prompt.length === 1);
        assert.ok(difference <= 1e-4, `${difference}`);
      }),
      { numRuns: 60 },
    );
  });

  it('gives on the bundled model what the same steps without a cut give, near one run', async () => {
    const text =
      'It is a truth universally acknowledged, that a single man in possession of a good fortune, ' +
      'must be in want of a wife. However little known the feelings';
    const { tokenizer } = await openTokenizer(path.join(gpt2.folder, 'tokenizer.json'));
    const ids = (await tokenizer.encode(text)).getIds();
    for (const kept of [ids.length - 1, 25, 17]) {
      const head = ids.slice(0, kept);
      const { cached, difference } = await differenceAfter(bundled, [...head, 1, 2, 3], ids);
      assert.equal(cached, kept);
      // Plain onnxruntime has the same difference between step by step and one run of all tokens: its
      // kernels round activations to 8 bits.
      assert.ok(difference <= 0.2, `${difference} with ${kept} kept`);
      assert.equal(await differenceOfCut(bundled, head, [1, 2, 3], ids.slice(kept)), 0);
    }
  });

  it('regenerates to the last digit what a run that begins anew gives, with no step for the prompt', async () => {
    const prompt = [464, 1468, 582, 3114, 379, 262, 5417, 290];
    const anew = await run(bundled, prompt);
    const continued = [...prompt, ...anew.tokens.slice(0, 5).map(({ id }) => id)];
    for (const between of [
      () => Promise.resolve(),
      () => run(bundled, prompt, 'same', { seed: 7 }),
      () => run(bundled, continued, 'prefix', { seed: 8 }),
      () => run(bundled, [...prompt.slice(0, 6), 11, 198], 'same'),
    ]) {
      await between();
      const again = await run(bundled, prompt, 'same');
      assert.deepEqual(again.tokens, anew.tokens);
    }
    const again = await run(bundled, prompt, 'same');
    assert.equal(again.cachedTokens, prompt.length);
    assert.equal((await run(bundled, continued, 'prefix')).cachedTokens, continued.length - 1);
    assert.equal((await run(bundled, continued, 'prefix')).cachedTokens, continued.length);
    assert.equal((await run(bundled, prompt, 'same')).cachedTokens, prompt.length);
    // What was read in two runs is no use where the result must be that of one.
    await run(bundled, continued, 'prefix');
    assert.equal((await run(bundled, continued, 'same')).cachedTokens, 0);
    assert.equal((await run(bundled, continued)).cachedTokens, 0);
  });

  it('continues from the tokens that were written', async () => {
    const prompt = [3, 1, 4, 1, 5];
    const whole = await run(small, prompt, undefined, { ...greedySampling, maxNewTokens: 20 });
    const ids = whole.tokens.map(({ id }) => id);
    small.prompts.dispose();
    await run(small, prompt, 'prefix', { ...greedySampling, maxNewTokens: 8 });
    const rest = await run(small, [...prompt, ...ids.slice(0, 8)], 'prefix', {
      ...greedySampling,
      maxNewTokens: 12,
    });
    assert.equal(rest.cachedTokens, prompt.length + 7);
    assert.deepEqual(
      rest.tokens.map(({ id }) => id),
      ids.slice(8),
    );
  });

  it('reads a prompt anew that shares less than half', async () => {
    await run(small, [9, 8, 7, 6], 'prefix');
    const other = await run(small, [9, 8, 7, 1, 1, 1, 1], 'prefix');
    assert.equal(other.cachedTokens, 0);
    assert.deepEqual(other.tokens, (await run(small, [9, 8, 7, 1, 1, 1, 1])).tokens);
  });

  it('keeps the cache of a cancelled run, none of a run that failed, none that is too large', async () => {
    const source = new CancellationTokenSource();
    const prompt = [5, 6, 7];
    await decodeLoop(small, { ids: prompt }, sampled, source.token, () => source.cancel());
    assert.equal((await run(small, prompt, 'same')).cachedTokens, prompt.length);
    const failing = decodeLoop(small, { ids: prompt }, sampled, CancellationToken.None, () => {
      throw new Error('the listener failed');
    });
    await assert.rejects(failing, /the listener failed/);
    assert.equal((await run(small, prompt, 'same')).cachedTokens, 0);
    const none: CausalModel = { ...small, prompts: new PromptCache(0) };
    await run(none, prompt, 'same');
    assert.equal((await run(none, prompt, 'same')).cachedTokens, 0);
  });
});
