import assert from 'node:assert/strict';
import path from 'node:path';
import { Tokenizer } from 'tokenizers';
import { redistribute } from '../../../../src/common/decoding/redistribute';
import { isTokenscopeError } from '../../../../src/common/errors';
import {
  complete,
  completionProgress,
  type CompletionParams,
  type CompletionProgress,
  type CompletionResult,
} from '../../../../src/common/protocol/model/completion';
import { beamProgress, completeBeams } from '../../../../src/common/protocol/model/completionBeams';
import { completeSamples } from '../../../../src/common/protocol/model/completionSamples';
import { nextStep, scoreGuess } from '../../../../src/common/protocol/model/nextStep';
import { bundledModel, ModelProcess } from '../../../support/modelProcess';
import { greedySampling as greedy, sampledSampling as sampled } from '../../../support/sampling';

describe('places in a text', function () {
  this.timeout(60_000);
  const model = bundledModel('gpt2-starter');
  const tokenizer = Tokenizer.fromFile(path.join(model.folder, 'tokenizer.json'));
  const prompt = 'She opened the door. "Who is there?" she';
  let worker: ModelProcess;
  let whole: CompletionResult;

  before(async () => {
    worker = new ModelProcess();
    whole = await run({ sampling: sampled });
  });
  after(() => worker.stop());

  let runs = 0;
  async function run(
    params: Partial<CompletionParams>,
    onProgress: (progress: CompletionProgress) => void = () => undefined,
  ): Promise<CompletionResult> {
    const progress = `place-${++runs}`;
    const listener = worker.connection.onProgress(completionProgress, progress, onProgress);
    try {
      return await worker.request(complete, {
        ...{ model, prompt, sampling: greedy, progress },
        ...params,
      });
    } finally {
      listener.dispose();
    }
  }

  const idsOf = ({ tokens }: Pick<CompletionResult, 'tokens'>): number[] =>
    tokens.map(({ id }) => id);

  async function fails(
    promise: Promise<unknown>,
    code: 'InvalidParameter' | 'EmptyText' | 'TooLong',
  ) {
    await assert.rejects(promise, (error) => isTokenscopeError(error, code));
  }

  it('goes on from generated ids with the draws and the numbers of one longer run, at once', async () => {
    // The first part alone, so that the cache holds it as a run of that length leaves it.
    const first = await run({ sampling: { ...sampled, maxNewTokens: 12 } });
    const rest = await run({
      prefixIds: idsOf(first),
      sampling: { ...sampled, maxNewTokens: sampled.maxNewTokens - 12 },
      reuse: 'prefix',
    });
    assert.deepEqual([...idsOf(first), ...idsOf(rest)], idsOf(whole));
    assert.equal(rest.promptTokens, first.promptTokens + 12);
    assert.equal(rest.cachedPromptTokens, rest.promptTokens - 1);
    const values = (result: CompletionResult): number[] =>
      result.tokens.flatMap(({ logProb, sampledLogProb }) => [logProb, sampledLogProb]);
    assert.deepEqual([...values(first), ...values(rest)], values(whole));
  });

  it('branches at another token, and tells the text before', async () => {
    await run({ sampling: sampled });
    const [{ alternatives }] = whole.tokens.slice(5, 6) as [(typeof whole.tokens)[number]];
    const other = alternatives.find(({ id }) => id !== whole.tokens[5]!.id)!;
    const prefixIds = [...idsOf(whole).slice(0, 5), other.id];
    const told: CompletionProgress[] = [];
    const branch = await run({ prefixIds, reuse: 'prefix' }, (progress) => told.push(progress));
    const [start] = told.filter(({ kind }) => kind === 'prompt');
    assert.ok(start?.kind === 'prompt');
    assert.equal(start.prefixText, await tokenizer.decode(prefixIds, false));
    assert.equal(branch.cachedPromptTokens, branch.promptTokens - 1);
    // What was read anew, not from the cache, is about the same.
    const anew = await run({ prefixIds });
    assert.ok(Math.abs(anew.tokens[0]!.logProb - branch.tokens[0]!.logProb) < 0.2);
  });

  it('refuses ids that the model does not have', async () => {
    for (const id of [-1, 50_257, 0.5, Number.NaN, '1' as unknown as number]) {
      await fails(run({ prefixIds: [id] }), 'InvalidParameter');
      await fails(worker.request(nextStep, { model, prompt, prefixIds: [id] }), 'InvalidParameter');
    }
  });

  it('reports samples side by side as they grow', async () => {
    for (const batch of [false, true]) {
      const order: number[] = [];
      const told = [0, 1, 2].map(() => [] as number[]);
      const progress = `samples-${batch}`;
      worker.connection.onProgress(completionProgress, progress, (value) => {
        if (value.kind !== 'tokens') return;
        order.push(value.sample);
        told[value.sample]!.push(...value.tokens.map(({ id }) => id));
      });
      const samples = await worker.request(completeSamples, {
        ...{ model, prompt, sampling: sampled, samples: 3, progress, batch },
      });
      assert.deepEqual(told, samples.map(idsOf));
      // The first has not ended before the last begins.
      assert.ok(order.indexOf(2) < order.lastIndexOf(0), order.join());
      assert.ok(samples.every(({ tokens }) => tokens.length > 0));
    }
  });

  it('gives the next step whole: the processors make of it what the run drew from', async () => {
    await run({ sampling: sampled });
    for (const place of [0, 7, 20]) {
      const token = whole.tokens[place]!;
      const prefixIds = idsOf(whole).slice(0, place);
      const { logits, ids, texts } = await worker.request(nextStep, { model, prompt, prefixIds });
      assert.ok(logits instanceof Float32Array);
      assert.equal(logits.length, 50_257);
      assert.deepEqual(ids, [...(await tokenizer.encode(prompt)).getIds(), ...prefixIds]);
      const { tokens } = redistribute(logits, ids, sampled, [token.id]);
      const [own] = tokens;
      // The place was the run's own: read step by step, or as the prompt was.
      if (place === 0) assert.equal(own!.sampledLogProb, token.sampledLogProb);
      assert.ok(Math.abs(own!.logProb - token.logProb) < 0.2);
      const known = new Map(texts);
      assert.equal(known.get(token.id), token.text);
      for (const { id, text } of token.alternatives) assert.equal(known.get(id), text);
    }
  });

  it('scores a guess token by token, with the rank of its first', async () => {
    const step = await worker.request(nextStep, { model, prompt, prefixIds: [] });
    const guess = ' exclaimed in astonishment';
    const scored = await worker.request(scoreGuess, { model, prompt, guess });
    const ids = (await tokenizer.encode(guess)).getIds();
    assert.deepEqual(
      scored.tokens.map(({ id }) => id),
      ids,
    );
    assert.equal(scored.tokens.map(({ text }) => text).join(''), guess);
    const larger = step.logits.filter((logit) => logit > step.logits[ids[0]!]!).length;
    assert.equal(scored.rankFirst, larger + 1);
    const [first] = redistribute(step.logits, step.ids, sampled, [ids[0]!]).tokens;
    assert.ok(Math.abs(scored.tokens[0]!.logProb - first!.logProb) < 1e-6);
    const sum = scored.tokens.reduce((total, { logProb }) => total + logProb, 0);
    assert.ok(Math.abs(scored.logProb - sum) < 1e-9);
    // Each later token given those before it.
    const second = await worker.request(nextStep, { model, prompt, prefixIds: ids.slice(0, 1) });
    const [given] = redistribute(second.logits, second.ids, sampled, [ids[1]!]).tokens;
    assert.ok(Math.abs(scored.tokens[1]!.logProb - given!.logProb) < 0.2);
    const best = await worker.request(scoreGuess, { model, prompt, guess: scored.best.text });
    assert.equal(best.rankFirst, 1);
    await fails(worker.request(scoreGuess, { model, prompt, guess: '' }), 'EmptyText');
    await fails(
      worker.request(scoreGuess, { model, prompt, guess: ' word'.repeat(65) }),
      'TooLong',
    );
    await fails(worker.request(scoreGuess, { model, prompt: '', guess: 'a' }), 'EmptyText');
  });

  it('searches with beams, the best first, and is greedy with one', async () => {
    const beams = { numBeams: 4, lengthPenalty: 1, earlyStopping: false, numReturn: 3 } as const;
    const sampling = { ...greedy, maxNewTokens: 12 };
    const lengths: number[] = [];
    worker.connection.onProgress(beamProgress, 'beams', (progress) => {
      if (progress.kind !== 'beams') return;
      lengths.push(progress.length);
      assert.ok(progress.texts.length <= 4 && progress.texts.every((text) => text !== ''));
    });
    const request = { model, prompt, sampling, beams, progress: 'beams' };
    const found = await worker.request(completeBeams, request);
    assert.equal(found.length, 3);
    assert.ok(lengths.length > 0 && lengths.every((each, k) => k === 0 || each > lengths[k - 1]!));
    const one = { ...beams, numBeams: 1, numReturn: 1 };
    const [single] = await worker.request(completeBeams, { ...request, beams: one });
    const alone = await run({ sampling });
    assert.deepEqual(idsOf(single!), idsOf(alone));
    assert.ok(found[0]!.score >= single!.score);
    for (const [place, { score, sumLogProb, tokens, text, stopReason }] of found.entries()) {
      assert.ok(place === 0 || score <= found[place - 1]!.score);
      const length = tokens.length + (stopReason === 'end' ? 1 : 0);
      assert.ok(Math.abs(score - sumLogProb / length) < 1e-9);
      assert.equal(text, tokens.map(({ chunk }) => chunk).join(''));
      if (stopReason === 'length') {
        const sum = tokens.reduce((total, { logProb }) => total + logProb, 0);
        assert.ok(Math.abs(sum - sumLogProb) < 1e-6);
      }
    }
    for (const wrong of [
      { numBeams: 0 },
      { numBeams: 17 },
      { lengthPenalty: Number.NaN },
      { earlyStopping: 'ever' as 'never' },
      { numReturn: 5 },
    ]) {
      const own = { ...beams, ...wrong };
      await fails(worker.request(completeBeams, { ...request, beams: own }), 'InvalidParameter');
    }
  });
});
