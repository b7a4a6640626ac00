import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chooseToken, wantedReading } from '../../../src/common/decoding/chooseToken';
import type { StepParams } from '../../../src/common/decoding/processLogits';
import { seededRandom } from '../../../src/workers/model/decoding/random';
import { readLogits } from '../../../src/common/decoding/readLogits';

const off: StepParams = {
  greedy: false,
  repetitionPenalty: 1,
  temperature: 1,
  topK: 0,
  topP: 1,
  noRepeatNgramSize: 0,
  minP: 0,
};

/** The distribution after all processing, by sorting and summing everything. */
function slowDistribution(
  logits: readonly number[],
  ids: readonly number[],
  params: StepParams,
): Map<number, number> {
  const float = Math.fround;
  const seen = new Set(ids);
  const scores = logits.map((logit, id) => {
    if (!seen.has(id) || params.repetitionPenalty === 1) return logit;
    return float(logit < 0 ? logit * params.repetitionPenalty : logit / params.repetitionPenalty);
  });
  const forbidden = slowlyForbidden(ids, scores.length, params.noRepeatNgramSize);
  let list = scores
    .map((score, id) => ({ id, score: score / params.temperature }))
    .filter(({ id }) => !forbidden.has(id))
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
  const [most = 0] = shares(list);
  const kept = shares(list).map((share) => share >= most * params.minP);
  list = list.filter((_, index) => kept[index]);
  const final = shares(list);
  return new Map(list.map(({ id }, index) => [id, final[index]!]));
}

/** Tokens that would make an n-gram of the text come twice, by trying each; none where all would. */
function slowlyForbidden(ids: readonly number[], vocabulary: number, n: number): Set<number> {
  const ngrams = (text: readonly number[]): string[] =>
    n === 0 ? [] : text.map((_, end) => text.slice(end + 1 - n, end + 1).join()).slice(n - 1);
  const held = new Set(ngrams(ids));
  const repeats = Array.from({ length: vocabulary }, (_, id) => id).filter((id) =>
    held.has(ngrams([...ids, id]).at(-1) ?? 'none'),
  );
  return new Set(repeats.length === vocabulary ? [] : repeats);
}

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

// Distinct eighths: ties and sums at a border would make both implementations right.
const logitList = fc
  .uniqueArray(fc.integer({ min: -80, max: 80 }), { minLength: 6, maxLength: 160 })
  .map((list) => list.map((value) => value / 8));
// Few different ids, so that n-grams come twice.
const textIds = fc
  .integer({ min: 0, max: 159 })
  .chain((max) => fc.array(fc.integer({ min: 0, max }), { maxLength: 40 }));
const params = fc.record({
  greedy: fc.constant(false),
  repetitionPenalty: fc.constantFrom(1, 1, 1.2, 2, 0.5),
  temperature: fc.constantFrom(1, 0.5, 0.7, 2, 10),
  topK: fc.constantFrom(0, 0, 1, 3, 40, 130, 155),
  topP: fc.constantFrom(1, 1, 0.9, 0.5, 0.123, 0.01),
  noRepeatNgramSize: fc.constantFrom(0, 0, 1, 2, 3),
  minP: fc.constantFrom(0, 0, 0.011, 0.1234, 0.77, 1),
});

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
      const bins = mergedBins(slowDistribution(logits, ids, step), counts, draws);
      assert.equal(
        bins.reduce((sum, { drawn }) => sum + drawn, 0),
        draws,
      );
      const statistic = bins.reduce((sum, bin) => sum + (bin.drawn - bin.due) ** 2 / bin.due, 0);
      const critical = chiSquareQuantile(bins.length - 1);
      assert.ok(bins.length > 5 && statistic < critical, `${statistic} of ${critical}`);
    }
  });
});

/** Counts beside what is due; bins with fewer than 5 due are merged into one. */
function mergedBins(
  shares: ReadonlyMap<number, number>,
  counts: ReadonlyMap<number, number>,
  draws: number,
): { due: number; drawn: number }[] {
  const all = [...shares].map(([id, share]) => ({
    due: share * draws,
    drawn: counts.get(id) ?? 0,
  }));
  const small = all.filter(({ due }) => due < 5);
  const merged = {
    due: small.reduce((sum, { due }) => sum + due, 0),
    drawn: small.reduce((sum, { drawn }) => sum + drawn, 0),
  };
  const large = all.filter(({ due }) => due >= 5);
  // Still too small alone: into the least of the others.
  const least = large.at(-1);
  if (merged.due < 5 && least) {
    return [
      ...large.slice(0, -1),
      { due: least.due + merged.due, drawn: least.drawn + merged.drawn },
    ];
  }
  return [...large, merged];
}

/** The 1 - 1e-4 quantile of chi-square (Wilson and Hilferty 1931; off by less than 1 % from 5 degrees on). */
function chiSquareQuantile(degrees: number): number {
  const z = 3.719;
  const spread = 2 / (9 * degrees);
  return degrees * (1 - spread + z * Math.sqrt(spread)) ** 3;
}
