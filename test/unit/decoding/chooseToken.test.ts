import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chooseToken, wantedReading } from '../../../src/common/decoding/chooseToken';
import type { StepParams } from '../../../src/common/decoding/processLogits';
import { seededRandom } from '../../../src/workers/model/decoding/random';
import { chiSquare } from '../../support/chiSquare';
import { logitList, off, params, slowDistribution, textIds } from './slowDistribution';
import { readLogits } from '../../../src/common/decoding/readLogits';

function choose(
  list: readonly number[],
  ids: readonly number[],
  params: StepParams,
  uniform: number,
) {
  const logits = Float32Array.from(list);
  const reading = readLogits(logits, wantedReading(params, 5));
  return chooseToken(logits, reading, { ids, seen: new Set(ids) }, params, () => uniform);
}

describe('chooseToken', () => {
  it('draws every token with the probability that the slow implementation gives', () => {
    const grid = Array.from({ length: 500 }, (_, index) => (index + 0.5) / 500);
    fc.assert(
      fc.property(logitList, textIds, params, (list, ids, step) => {
        const expected = slowDistribution(list, ids, step);
        const drawn = new Map<number, number>();
        for (const uniform of grid) {
          const { id, sampledLogProb } = choose(list, ids, step, uniform);
          const share = expected.get(id);
          assert.ok(share !== undefined, `token ${id} was cut`);
          assert.ok(Math.abs(sampledLogProb - Math.log(share)) < 2e-7);
          drawn.set(id, (drawn.get(id) ?? 0) + 1);
        }
        for (const [id, share] of expected) {
          // Inverting the cumulative distribution on an even grid is off by less than two steps.
          assert.ok(Math.abs((drawn.get(id) ?? 0) - share * grid.length) < 2);
        }
      }),
      { numRuns: 120 },
    );
  });

  it('takes the most likely token after penalty and forbidden n-grams when greedy, at log-probability 0', () => {
    fc.assert(
      fc.property(logitList, textIds, params, (list, ids, step) => {
        const all = slowDistribution(list, ids, {
          ...off,
          repetitionPenalty: step.repetitionPenalty,
          noRepeatNgramSize: step.noRepeatNgramSize,
        });
        const [best] = all.keys();
        assert.deepEqual(choose(list, ids, { ...step, greedy: true }, 0.99), {
          id: best,
          sampledLogProb: 0,
        });
      }),
    );
  });

  it('keeps the token that crosses p', () => {
    // Shares 0.5, 0.3, 0.2.
    const list = [0.5, 0.3, 0.2].map(Math.log);
    assert.equal(choose(list, [], { ...off, topP: 0.499 }, 0.999).id, 0);
    assert.equal(choose(list, [], { ...off, topP: 0.51 }, 0.999).id, 1);
    assert.equal(choose(list, [], { ...off, topP: 0.81 }, 0.999).id, 2);
    assert.equal(choose(list, [], { ...off, topP: 1e-6 }, 0.999).id, 0);
  });

  it('handles temperatures at both ends of the range', () => {
    const list = [2, 1, 0, -1, 3, 2.5];
    assert.equal(choose(list, [], { ...off, temperature: 0.01 }, 0.999_999).id, 4);
    const flat = choose(list, [], { ...off, temperature: 10 }, 0);
    assert.ok(Math.abs(flat.sampledLogProb - Math.log(1 / 6)) < 0.2);
  });

  it('forbids what would repeat an n-gram across the border of prompt and text', () => {
    const list = [0, 1, 2, 3];
    const step = { ...off, greedy: true, noRepeatNgramSize: 2 };
    assert.equal(choose(list, [1, 3, 0, 1], step, 0).id, 2);
    assert.equal(choose(list, [1, 3, 0], step, 0).id, 3);
    assert.equal(choose(list, [1], { ...step, noRepeatNgramSize: 20 }, 0).id, 3);
  });

  it('forbids nothing where every token would be forbidden', () => {
    const step = { ...off, noRepeatNgramSize: 1 };
    assert.equal(choose([0, 1, 2], [0, 1, 2], { ...step, greedy: true }, 0).id, 2);
    const last = choose([5, 1, 2], [0, 2], { ...step, topK: 3 }, 0.99);
    assert.deepEqual(last, { id: 1, sampledLogProb: 0 });
  });

  it('keeps the tokens of at least min-p of the largest probability', () => {
    const list = [0.5, 0.3, 0.2].map(Math.log);
    const last = (minP: number): number => choose(list, [], { ...off, minP }, 0.999).id;
    assert.deepEqual([0.39, 0.41, 0.59, 0.61, 1].map(last), [2, 1, 1, 0, 0]);
  });

  it('draws from the exact distribution (chi-square test, alpha 1e-4)', () => {
    const logits = Array.from({ length: 300 }, (_, id) => 4 * Math.sin(id * id) - id / 60);
    const ids = [1, 2, 3, 17, 1, 2];
    const every = { temperature: 0.9, topK: 60, topP: 0.97, minP: 0.02, repetitionPenalty: 1.2 };
    for (const change of [
      {},
      { temperature: 0.7 },
      { topK: 40 },
      { topP: 0.9 },
      { minP: 0.05 },
      { ...every, noRepeatNgramSize: 2 },
    ]) {
      const step = { ...off, ...change };
      const draws = 10_000;
      const counts = new Map<number, number>();
      const random = seededRandom(20_240_607);
      for (let round = 0; round < draws; round++) {
        const { id } = choose(logits, ids, step, random());
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
      const { statistic, critical, bins } = chiSquare(slowDistribution(logits, ids, step), counts);
      assert.ok(bins > 5 && statistic < critical, `${statistic} of ${critical}`);
    }
  });
});
