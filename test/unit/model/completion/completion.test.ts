import assert from 'node:assert/strict';
import path from 'node:path';
import { AutoModelForCausalLM, env, Tensor as TransformersTensor } from '@huggingface/transformers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { Tokenizer } from 'tokenizers';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import { TokenscopeError } from '../../../../src/common/errors';
import {
  complete,
  type CompletionResult,
  type SamplingParams,
} from '../../../../src/common/protocol/model/completion';
import { completeSamples } from '../../../../src/common/protocol/model/completionSamples';
import { unloadModel } from '../../../../src/common/protocol/model/models';
import { bundledModel, ModelProcess } from '../../../support/modelProcess';
import { greedySampling as greedy, sampledSampling as sampled } from '../../../support/sampling';

const prompts = [
  'The old man looked at the sea and',
  'In the beginning',
  'It is a truth universally acknowledged, that',
  'The Congress shall have power to',
  'She opened the door. "Who is there?" she',
  'The history of the island',
  'It was a dark night, and',
  'The committee agreed that',
  'He had never seen',
  'The population of the country is',
  'My dear sir,',
  'There was once a king who',
  '“I do not know,” said',
  'This document describes',
  'The natural resources include',
  'After the war',
  'The children ran into the garden and',
  'In the name of the people',
  'She was not',
  'When the sun rose over the hills,',
];

describe('completion', function () {
  this.timeout(120_000);
  const gpt2 = bundledModel('gpt2-starter');
  const tokenizer = Tokenizer.fromFile(path.join(gpt2.folder, 'tokenizer.json'));
  let worker: ModelProcess;

  before(() => {
    worker = new ModelProcess();
  });
  after(() => worker.stop());

  function run(prompt: string, sampling: SamplingParams): Promise<CompletionResult> {
    return worker.request(complete, { model: gpt2, prompt, sampling, progress: 'p' });
  }

  for (const { repetitionPenalty, count, steps } of [
    { repetitionPenalty: 1, count: 20, steps: 50 },
    { repetitionPenalty: 1.3, count: 5, steps: 30 },
  ]) {
    it(`equals transformers.js token for token, ${count} prompts of ${steps} tokens, repetition penalty ${repetitionPenalty}`, async () => {
      env.allowRemoteModels = false;
      const model = await AutoModelForCausalLM.from_pretrained(gpt2.folder, {
        dtype: 'q8',
        local_files_only: true,
        session_options: { intraOpNumThreads: 1 },
      });
      const sampling = { ...greedy, maxNewTokens: steps, repetitionPenalty };
      for (const prompt of prompts.slice(0, count)) {
        const ids = (await tokenizer.encode(prompt)).getIds();
        const output = (await model.generate({
          inputs: new TransformersTensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]),
          max_new_tokens: steps,
          do_sample: false,
          repetition_penalty: repetitionPenalty,
        })) as TransformersTensor;
        const expected = Array.from(output.data as BigInt64Array, Number).slice(ids.length);
        const { tokens, text } = await run(prompt, sampling);
        assert.deepEqual(
          tokens.map(({ id }) => id),
          expected.filter((id) => id !== 50_256),
        );
        assert.equal(text, await tokenizer.decode(expected, true));
      }
      await model.dispose();
    });
  }

  it('gives the log-probabilities of plain onnxruntime fed the same shapes', async () => {
    const { tokens } = await run(prompts[0]!, sampled);
    const session = await InferenceSession.create(
      path.join(gpt2.folder, 'onnx/model_quantized.onnx'),
      { intraOpNumThreads: 1 },
    );
    const int64 = (values: readonly number[]): Tensor =>
      new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
    let past: Record<string, Tensor> = {};
    for (const name of session.inputNames.filter((input) => input.startsWith('past'))) {
      past[name] = new Tensor('float32', new Float32Array(0), [1, 4, 0, 64]);
    }
    let fed = (await tokenizer.encode(prompts[0]!)).getIds();
    let length = 0;
    for (const token of tokens) {
      const outputs = await session.run({
        input_ids: int64(fed),
        position_ids: int64(fed.map((_, index) => length + index)),
        attention_mask: int64(new Array<number>(length + fed.length).fill(1)),
        ...past,
      });
      length += fed.length;
      past = Object.fromEntries(
        Object.entries(outputs)
          .filter(([name]) => name.startsWith('present'))
          .map(([name, value]) => [name.replace('present', 'past_key_values'), value]),
      );
      const row = (outputs['logits']!.data as Float32Array).slice(-50_257);
      const largest = row.reduce((a, b) => Math.max(a, b));
      const logSum = largest + Math.log(row.reduce((sum, x) => sum + Math.exp(x - largest), 0));
      for (const { id, logProb } of [token, ...token.alternatives]) {
        assert.ok(Math.abs(logProb - (row[id]! - logSum)) < 1e-3);
      }
      const best = Array.from(row.keys()).sort((a, b) => row[b]! - row[a]!);
      assert.deepEqual(
        token.alternatives.map(({ id }) => id),
        best.slice(0, 5),
      );
      fed = [token.id];
    }
    await session.release();
  });

  it('gives the same text for the same seed, another for another', async () => {
    const [first, again, other] = [
      await run(prompts[1]!, sampled),
      await run(prompts[1]!, sampled),
      await run(prompts[1]!, { ...sampled, seed: 43 }),
    ];
    assert.equal(first.text, again.text);
    assert.deepEqual(first.tokens, again.tokens);
    assert.notEqual(first.text, other.text);
    assert.equal(first.seed, 42);
    assert.match(first.generator, /xoroshiro128\+/);
    for (const { sampledLogProb, logProb } of first.tokens) {
      assert.ok(sampledLogProb <= 0 && logProb < 0);
    }
  });

  it('regenerates from the cache of the last run, which is freed with the model', async () => {
    const regenerate = (): Promise<CompletionResult> =>
      worker.request(complete, {
        ...{ model: gpt2, prompt: prompts[2]!, sampling: sampled, progress: 'p' },
        reuse: 'same',
      });
    const anew = await run(prompts[2]!, sampled);
    const again = await regenerate();
    assert.deepEqual(again.tokens, anew.tokens);
    assert.deepEqual([anew.cachedPromptTokens, again.cachedPromptTokens], [0, again.promptTokens]);
    await worker.request(unloadModel, { id: gpt2.id });
    assert.equal((await regenerate()).cachedPromptTokens, 0);
  });

  it('gives the same samples together as each alone', async () => {
    const request = { model: gpt2, prompt: prompts[3]!, sampling: sampled };
    const together = await worker.request(completeSamples, { ...request, samples: 4 });
    assert.deepEqual(
      together.map(({ seed }) => seed),
      [42, 43, 44, 45],
    );
    assert.equal(new Set(together.map(({ text }) => text)).size, 4);
    // The prompt is read once.
    assert.deepEqual(
      together.map(({ cachedPromptTokens, promptTokens }) => cachedPromptTokens / promptTokens),
      [0, 1, 1, 1],
    );
    for (const { seed, tokens } of together) {
      assert.deepEqual((await run(prompts[3]!, { ...sampled, seed })).tokens, tokens);
    }
    const sampling = { ...sampled, seed: 0xffff_ffff };
    const wrapped = await worker.request(completeSamples, { ...request, sampling, samples: 2 });
    assert.deepEqual(
      wrapped.map(({ seed }) => seed),
      [0xffff_ffff, 0],
    );
  });

  it('answers with what each sample has when cancelled', async () => {
    const source = new CancellationTokenSource();
    const sampling = { ...sampled, maxNewTokens: 200 };
    const request = { model: gpt2, prompt: prompts[0]!, sampling, samples: 8 };
    const answer = worker.request(completeSamples, request, source.token);
    setTimeout(() => source.cancel(), 300);
    const samples = await answer;
    assert.equal(samples.length, 8);
    const lengths = samples.map(({ tokens }) => tokens.length);
    assert.ok(samples.some(({ stopReason }) => stopReason === 'cancelled'));
    // They grow side by side.
    const cut = lengths.filter((_, k) => samples[k]!.stopReason === 'cancelled');
    assert.ok(Math.max(...cut) - Math.min(...cut) <= 1, lengths.join());
  });

  it('leaves room for the new tokens at the start of a long prompt', async () => {
    const prompt = `${'It was the best of times, it was the worst of times. '.repeat(80)}And the`;
    const count = (await tokenizer.encode(prompt)).getLength();
    const { promptTokens, droppedPromptTokens, tokens, stopReason } = await run(prompt, greedy);
    assert.equal(promptTokens, 512 - 30);
    assert.equal(droppedPromptTokens, count - promptTokens);
    assert.ok(tokens.length === 30 || stopReason === 'end');
    const most = await run(prompt, { ...greedy, maxNewTokens: 511 });
    assert.equal(most.promptTokens, 1);
  });

  it('stops at a stop string across tokens', async () => {
    const whole = await run(prompts[0]!, greedy);
    // From the middle of one token into the next.
    const stop = whole.text.slice(10, 16);
    const { text, stopReason } = await run(prompts[0]!, { ...greedy, stop: [stop] });
    assert.equal(stopReason, 'stop');
    assert.equal(text, whole.text.slice(0, whole.text.indexOf(stop)));
  });

  it('takes prompts of any characters', async () => {
    for (const prompt of ['😀', ' \n\t', '\ud800', 'שלום', '<|endoftext|>', 'a\r\nb']) {
      const { tokens } = await run(prompt, { ...greedy, maxNewTokens: 3 });
      assert.ok(tokens.length <= 3);
    }
  });

  it('refuses what it cannot do', async () => {
    const fails = (promise: Promise<unknown>, code: string): Promise<void> =>
      assert.rejects(promise, (error) => error instanceof TokenscopeError && error.code === code);
    await fails(run('', greedy), 'EmptyText');
    await fails(run('a', { ...greedy, maxNewTokens: 512 }), 'InvalidParameter');
    await fails(run('a', { ...sampled, temperature: -1 }), 'InvalidParameter');
    await fails(run('a', { ...sampled, topK: 50_258 }), 'InvalidParameter');
    const request = { model: gpt2, prompt: 'a', sampling: greedy };
    for (const samples of [0, 9, 1.5, Number.NaN]) {
      await fails(worker.request(completeSamples, { ...request, samples }), 'InvalidParameter');
    }
    await fails(
      worker.request(completeSamples, { ...request, prompt: '', samples: 2 }),
      'EmptyText',
    );
    const bert = bundledModel('bert-base-uncased');
    const params = { model: bert, prompt: 'a', sampling: greedy, progress: 'p' };
    await fails(worker.request(complete, params), 'WrongModelKind');
  });

  it('never logs text', () => {
    assert.ok(!/old man|best of times|beginning/i.test(worker.log), worker.log);
    assert.match(
      worker.log,
      /completed with gpt2-starter q8: 8 \+ \d+ tokens, (length|end), \d+ ms/,
    );
  });
});
