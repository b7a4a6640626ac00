import assert from 'node:assert/strict';
import fc from 'fast-check';
import { beamSearch, type Predict } from '../../../../src/workers/model/fillTogether/beamSearch';

const words = 6;
const masks = 2;

/** A toy model: scores[filled other or none][mask][word] are ln p, in any shape a seed gives. */
function toy(numbers: readonly number[]): (mask: number, other: number | null) => number[] {
  return (mask, other) => {
    const from = ((other ?? words) * masks + mask) * words;
    const logits = Array.from({ length: words }, (_, word) => numbers[from + word] ?? 0);
    const logSum = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
    return logits.map((logit) => logit - logSum);
  };
}

function predictor(model: ReturnType<typeof toy>): Predict {
  return (hypotheses, count) =>
    Promise.resolve(
      hypotheses.map(({ ids }) =>
        ids.map((filled, mask) =>
          filled !== null
            ? []
            : model(mask, ids[1 - mask] ?? null)
                .map((logProb, id) => ({ id, logProb }))
                .sort((one, other) => other.logProb - one.logProb)
                .slice(0, count),
        ),
      ),
    );
}

/** Every text, with the better of its two orders. */
function exhaustive(model: ReturnType<typeof toy>): Map<string, number> {
  const all = new Map<string, number>();
  for (let first = 0; first < words; first++) {
    for (let second = 0; second < words; second++) {
      const leftFirst = model(0, null)[first]! + model(1, first)[second]!;
      const rightFirst = model(1, null)[second]! + model(0, second)[first]!;
      all.set(`${first} ${second}`, Math.max(leftFirst, rightFirst));
    }
  }
  return all;
}

const numbers = fc.array(fc.double({ min: -4, max: 4, noNaN: true }), {
  minLength: (words + 1) * masks * words,
  maxLength: (words + 1) * masks * words,
});

describe('beam search over masks', () => {
  it('equals exhaustive search when the beam holds every filling', async () => {
    await fc.assert(
      fc.asyncProperty(numbers, async (given) => {
        const model = toy(given);
        const found = await beamSearch(masks, words ** masks, predictor(model));
        const all = exhaustive(model);
        assert.equal(found.length, all.size);
        for (const { ids, sequential } of found) {
          assert.ok(Math.abs(sequential - all.get(ids.join(' '))!) < 1e-9);
        }
        assert.ok(
          found.every(({ sequential }, at) => at === 0 || sequential <= found[at - 1]!.sequential),
        );
      }),
    );
  });

  it('fills the most confident mask first when it keeps one', async () => {
    await fc.assert(
      fc.asyncProperty(numbers, async (given) => {
        const model = toy(given);
        const [greedy, ...others] = await beamSearch(masks, 1, predictor(model));
        assert.equal(others.length, 0);
        const best = [0, 1].map((mask) => Math.max(...model(mask, null)));
        const first = best[0]! >= best[1]! ? 0 : 1;
        assert.deepEqual(greedy!.order, [first, 1 - first]);
        const word = model(first, null).indexOf(best[first]!);
        assert.equal(greedy!.ids[first], word);
        const then = model(1 - first, word);
        assert.equal(greedy!.ids[1 - first], then.indexOf(Math.max(...then)));
        assert.ok(Math.abs(greedy!.sequential - best[first]! - Math.max(...then)) < 1e-9);
      }),
    );
  });

  it('never gives a text twice, nor more than the beam is wide', async () => {
    await fc.assert(
      fc.asyncProperty(numbers, fc.integer({ min: 1, max: 12 }), async (given, width) => {
        const found = await beamSearch(masks, width, predictor(toy(given)));
        assert.ok(found.length <= width);
        assert.equal(new Set(found.map(({ ids }) => ids.join(' '))).size, found.length);
      }),
    );
  });
});
