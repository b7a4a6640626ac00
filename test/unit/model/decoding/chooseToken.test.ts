import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  chooseToken,
  wantedReading,
  type StepParams,
} from '../../../../src/workers/model/decoding/chooseToken';
import { readLogits } from '../../../../src/workers/model/decoding/readLogits';

const off: StepParams = {
  greedy: false,
  repetitionPenalty: 1,
  temperature: 1,
  topK: 0,
  topP: 1,
};

/** The distribution after all processing, by sorting and summing everything. */
function slowDistribution(
  logits: readonly number[],
  seen: ReadonlySet<number>,
  params: StepParams,
): Map<number, number> {
  const float = Math.fround;
  const scores = logits.map((logit, id) => {
    if (!seen.has(id) || params.repetitionPenalty === 1) return logit;
    return float(logit < 0 ? logit * params.repetitionPenalty : logit / params.repetitionPenalty);
  });
  let list = scores
    .map((score, id) => ({ id, score: score / params.temperature }))
    .sort((a, b) => b.score - a.score || a.id - b.id);
  if (params.topK > 0) list = list.slice(0, params.topK);
  const shares = (entries: typeof list): number[] => {
    const weights = entries.map(({ score }) => Math.exp(score - entries[0]!.score));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  };
  if (params.topP < 1) {
    let mass = 0;
    const before = shares(list).map((share) => (mass += share) - share);
    list = list.filter((_, index) => index === 0 || before[index]! < params.topP);
  }
  const final = shares(list);
  return new Map(list.map(({ id }, index) => [id, final[index]!]));
}

function choose(
  list: readonly number[],
  seen: ReadonlySet<number>,
  params: StepParams,
  uniform: number,
) {
  const logits = Float32Array.from(list);
  const reading = readLogits(logits, wantedReading(params, 5));
  return chooseToken(logits, reading, seen, params, () => uniform);
}

// Distinct eighths: ties and sums at a border would make both implementations right.
const logitList = fc
  .uniqueArray(fc.integer({ min: -80, max: 80 }), { minLength: 6, maxLength: 160 })
  .map((list) => list.map((value) => value / 8));
const seenSet = fc.uniqueArray(fc.integer({ min: 0, max: 159 })).map((ids) => new Set(ids));
const params = fc.record({
  greedy: fc.constant(false),
  repetitionPenalty: fc.constantFrom(1, 1, 1.2, 2, 0.5),
  temperature: fc.constantFrom(1, 0.5, 0.7, 2, 10),
  topK: fc.constantFrom(0, 0, 1, 3, 40, 130, 155),
  topP: fc.constantFrom(1, 1, 0.9, 0.5, 0.123, 0.01),
});

describe('chooseToken', () => {
  it('draws every token with the probability that the slow implementation gives', () => {
    const grid = Array.from({ length: 500 }, (_, index) => (index + 0.5) / 500);
    fc.assert(
      fc.property(logitList, seenSet, params, (list, seen, step) => {
        const expected = slowDistribution(list, seen, step);
        const drawn = new Map<number, number>();
        for (const uniform of grid) {
          const { id, sampledLogProb } = choose(list, seen, step, uniform);
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
      { numRuns: 60 },
    );
  });

  it('takes the most likely token after the penalty when greedy, at log-probability 0', () => {
    fc.assert(
      fc.property(logitList, seenSet, params, (list, seen, step) => {
        const all = slowDistribution(list, seen, {
          ...off,
          repetitionPenalty: step.repetitionPenalty,
        });
        const [best] = all.keys();
        assert.deepEqual(choose(list, seen, { ...step, greedy: true }, 0.99), {
          id: best,
          sampledLogProb: 0,
        });
      }),
    );
  });

  it('keeps the token that crosses p', () => {
    // Shares 0.5, 0.3, 0.2.
    const list = [0.5, 0.3, 0.2].map(Math.log);
    assert.equal(choose(list, new Set(), { ...off, topP: 0.499 }, 0.999).id, 0);
    assert.equal(choose(list, new Set(), { ...off, topP: 0.51 }, 0.999).id, 1);
    assert.equal(choose(list, new Set(), { ...off, topP: 0.81 }, 0.999).id, 2);
    assert.equal(choose(list, new Set(), { ...off, topP: 1e-6 }, 0.999).id, 0);
  });

  it('handles temperatures at both ends of the range', () => {
    const list = [2, 1, 0, -1, 3, 2.5];
    assert.equal(choose(list, new Set(), { ...off, temperature: 0.01 }, 0.999_999).id, 4);
    const flat = choose(list, new Set(), { ...off, temperature: 10 }, 0);
    assert.ok(Math.abs(flat.sampledLogProb - Math.log(1 / 6)) < 0.2);
  });
});
