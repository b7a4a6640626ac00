import assert from 'node:assert/strict';
import { nextToken } from '../../../../src/common/protocol/model/nextToken';
import { bundledModel, ModelProcess } from '../../../support/modelProcess';
import { readBertGolden } from '../../golden/bertGolden';

describe('the next token of a causal model', function () {
  this.timeout(60_000);
  const gpt2 = bundledModel('gpt2-starter');
  let worker: ModelProcess;

  before(() => {
    worker = new ModelProcess();
  });
  after(() => worker.stop());

  const run = (left: string, target: string) =>
    worker.request(nextToken, { model: gpt2, left, target, topK: 5 });

  it('reads the start token, and gives about the values of the independent reference', async () => {
    for (const golden of readBertGolden().gpt2) {
      const { ids, logProb, rankFirst, candidates, contextTokens } = await run(
        golden.left,
        golden.next,
      );
      assert.deepEqual(ids, golden.next_ids);
      assert.equal(contextTokens, golden.left_ids.length);
      assert.ok(Math.abs(logProb - golden.log_prob) < 0.05, golden.left);
      assert.ok(Math.abs(candidates[0]!.logProb - golden.top[0]!.log_prob) < 0.05);
      assert.ok(Math.abs(Math.log(rankFirst / golden.rank_first)) < 0.3);
    }
  });

  it('has a value for the first word of a text', async () => {
    const { logProb, contextTokens } = await run('', 'The');
    assert.ok(logProb < 0);
    assert.equal(contextTokens, 1);
  });

  it('gives no score where the target changes the tokens before it', async () => {
    const { changesLeft, logProb } = await run('The hum', 'an being');
    assert.ok(changesLeft);
    assert.ok(Number.isNaN(logProb));
  });

  it('keeps the end of a long left context, and says what it left out', async () => {
    const { contextTokens, dropped } = await run('word '.repeat(600).trimEnd(), ' word');
    assert.equal(contextTokens, 511);
    assert.equal(dropped, 600 - 510);
  });
});
