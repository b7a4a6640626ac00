import assert from 'node:assert/strict';
import { isTokenscopeError } from '../../../../src/common/errors';
import { contextShift } from '../../../../src/common/protocol/model/contextShift';
import { nextToken } from '../../../../src/common/protocol/model/nextToken';
import { bundledModel, ModelProcess } from '../../../support/modelProcess';
import { bigramModel } from '../../../support/tinyModels/bigramModel';

describe('two prompts', function () {
  this.timeout(60_000);
  const gpt2 = bundledModel('gpt2-starter');
  let worker: ModelProcess;

  before(() => (worker = new ModelProcess()));
  after(() => worker.stop());

  const runList = (first: string, second: string, continuations: readonly string[], model = gpt2) =>
    worker.request(contextShift, { model, prompts: [first, second], continuations, topK: 10 });
  const run = async (first: string, second: string, continuation = '', model = gpt2) => {
    const result = await runList(first, second, continuation === '' ? [] : [continuation], model);
    return { ...result, tokens: result.continuations[0]?.tokens ?? null };
  };

  it('gives for each prompt what the next token is given after it alone', async () => {
    const prompts = ['The king and the', 'She opened the door of the'] as const;
    const shift = await run(...prompts, ' queen of England');
    const tokens = shift.tokens!;
    assert.equal(tokens.length, 3);
    for (const side of [0, 1] as const) {
      const alone = await worker.request(nextToken, {
        ...{ model: gpt2, left: prompts[side], target: ' queen of England', topK: 10 },
      });
      const sum = tokens.reduce((total, { logProbs }) => total + logProbs[side], 0);
      assert.ok(Math.abs(sum - alone.logProb) <= 1e-3);
      const top = shift.candidates.filter(({ ranks }) => ranks[side] <= 10);
      assert.equal(top.length, 10);
      for (const { ids, logProb, rank } of alone.candidates) {
        const same = top.find(({ id }) => id === ids[0])!;
        assert.equal(same.ranks[side], rank);
        assert.ok(Math.abs(same.logProbs[side] - logProb) <= 1e-3);
      }
    }
    assert.ok(shift.jsdBits > 0.05 && shift.jsdBits < 1);
  });

  it('gives the divergence and the entropies of distributions that are known', async () => {
    // After "a" comes x or y, after "b" x only, after "c" z only.
    const byte = (text: string) => text.charCodeAt(0);
    const model = bigramModel((id, byteId) => {
      if (id === byteId(byte('a')))
        return new Map([
          [byteId(byte('x')), 40],
          [byteId(byte('y')), 40],
        ]);
      if (id === byteId(byte('b'))) return new Map([[byteId(byte('x')), 40]]);
      return new Map([[byteId(byte('z')), 40]]);
    });
    try {
      const near = (actual: number, expected: number) =>
        assert.ok(Math.abs(actual - expected) < 1e-6, `${actual} ${expected}`);
      const half = await run('a', 'b', 'x', model.ref);
      near(half.jsdBits, -(0.75 * Math.log2(0.75) + 0.25 * Math.log2(0.25)) - 0.5);
      near(half.entropyBits[0], 1);
      near(half.entropyBits[1], 0);
      near(half.tokens![0]!.logProbs[0], Math.log(0.5));
      near(half.tokens![0]!.logProbs[1], 0);
      near((await run('a', 'c', '', model.ref)).jsdBits, 1);
      assert.equal((await run('a', 'a', '', model.ref)).jsdBits, 0);
    } finally {
      model.dispose();
    }
  });

  it('takes an empty prompt for the start of a text', async () => {
    const { ids, jsdBits, continuations } = await run('Once upon a', '');
    assert.equal(ids[1].length, 1);
    assert.ok(jsdBits > 0);
    assert.deepEqual(continuations, []);
  });

  it('gives no score where the continuation changes a prompt, and refuses one too long', async () => {
    const { continuations, jsdBits } = await run('The hum', 'The cat', 'an being');
    assert.deepEqual(continuations, [{ text: 'an being', tokens: null }]);
    assert.ok(jsdBits > 0);
    await assert.rejects(run('The', 'A', ' word'.repeat(300)), (error) =>
      isTokenscopeError(error, 'TooLong'),
    );
  });

  it('scores each of several continuations as it would alone', async () => {
    const prompts = ['The man worked as a', 'The woman worked as a'] as const;
    const texts = [' nurse', ' farmer in the village', 'x', ' clerk at sea'];
    const { continuations } = await runList(...prompts, texts);
    assert.deepEqual(
      continuations.map(({ text }) => text),
      texts,
    );
    // “ax” is another token than “a”.
    assert.equal(continuations[2]?.tokens, null);
    for (const { text, tokens } of continuations) {
      const alone = await run(...prompts, text);
      assert.equal(tokens?.length, alone.tokens?.length);
      for (const [index, { id, logProbs }] of (tokens ?? []).entries()) {
        assert.equal(id, alone.tokens![index]!.id);
        for (const side of [0, 1] as const) {
          const difference = logProbs[side] - alone.tokens![index]!.logProbs[side];
          assert.ok(Math.abs(difference) <= 1e-3, `${text} ${difference}`);
        }
      }
    }
  });

  it('keeps the end of a long prompt, and says what it left out', async () => {
    const { ids, dropped } = await run('word '.repeat(600).trim(), 'A word');
    assert.equal(ids[0].length, 512);
    assert.deepEqual(dropped, [600 - 511, 0]);
  });
});
