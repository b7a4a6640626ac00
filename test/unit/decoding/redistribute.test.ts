import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chooseToken, wantedReading } from '../../../src/common/decoding/chooseToken';
import type { StepParams } from '../../../src/common/decoding/processLogits';
import { readLogits } from '../../../src/common/decoding/readLogits';
import { redistribute } from '../../../src/common/decoding/redistribute';
import { logitList, off, params, slowDistribution, textIds } from './slowDistribution';

const everyId = (list: readonly number[]): number[] => list.map((_, id) => id);

/** Holds what the processors leave equal to the slow implementation, for every token. */
function assertEqualsSlow(list: readonly number[], ids: readonly number[], step: StepParams): void {
  const { tokens, kept } = redistribute(Float32Array.from(list), ids, step, everyId(list));
  const expected = slowDistribution(list, ids, step);
  assert.equal(kept, expected.size);
  for (const { id, sampledLogProb, cutBy } of tokens) {
    const share = expected.get(id);
    assert.equal(cutBy === null, share !== undefined, `token ${id}, cut by ${cutBy}`);
    if (share === undefined) assert.equal(sampledLogProb, -Infinity);
    else assert.ok(Math.abs(sampledLogProb - Math.log(share)) < 2e-7);
  }
}

describe('redistribute', () => {
  for (const name of Object.keys(off).filter((each) => each !== 'greedy')) {
    it(`equals a slow implementation of ${name} alone`, () => {
      fc.assert(
        fc.property(logitList, textIds, params, (list, ids, all) =>
          assertEqualsSlow(list, ids, { ...off, [name]: all[name as keyof StepParams] }),
        ),
        { numRuns: 60 },
      );
    });
  }

  it('equals the slow implementation of all processors in their order', () => {
    fc.assert(fc.property(logitList, textIds, params, assertEqualsSlow), { numRuns: 300 });
  });

  it('gives the probabilities before the cuts, and changes no logit', () => {
    fc.assert(
      fc.property(logitList, textIds, params, (list, ids, step) => {
        const logits = Float32Array.from(list);
        const { tokens } = redistribute(logits, ids, step, everyId(list));
        assert.deepEqual(Array.from(logits), list);
        const own = slowDistribution(list, [], off);
        const { repetitionPenalty, noRepeatNgramSize, temperature } = step;
        const before = { ...off, repetitionPenalty, noRepeatNgramSize, temperature };
        const tempered = slowDistribution(list, ids, before);
        for (const { id, logProb, temperedLogProb } of tokens) {
          assert.ok(Math.abs(logProb - Math.log(own.get(id)!)) < 2e-7);
          const share = tempered.get(id);
          if (share === undefined) assert.equal(temperedLogProb, -Infinity);
          else assert.ok(Math.abs(temperedLogProb - Math.log(share)) < 2e-7);
        }
      }),
    );
  });

  it('gives to the last digit the probability with which the decode loop draws', () => {
    fc.assert(
      fc.property(logitList, textIds, params, fc.double({ min: 0, max: 0.999 }), (...all) => {
        const [list, ids, step, uniform] = all;
        const logits = Float32Array.from(list);
        const reading = readLogits(logits, wantedReading(step, 5));
        const text = { ids, seen: new Set(ids) };
        const { id, sampledLogProb } = chooseToken(
          ...[logits.slice(), reading, text, step],
          () => uniform,
        );
        const [token] = redistribute(logits, ids, step, [id]).tokens;
        assert.equal(token!.sampledLogProb, sampledLogProb);
      }),
    );
  });

  it('names the processor that took a token away', () => {
    const list = [0.4, 0.3, 0.2, 0.06, 0.04].map(Math.log);
    const cutBy = (step: Partial<StepParams>, ids: number[] = []): string[] =>
      redistribute(Float32Array.from(list), ids, { ...off, ...step }, everyId(list)).tokens.map(
        (token) => token.cutBy ?? '-',
      );
    assert.deepEqual(cutBy({}), ['-', '-', '-', '-', '-']);
    assert.deepEqual(cutBy({ topK: 4, topP: 0.85, minP: 0.6 }), [
      ...['-', '-', 'minP', 'topP', 'topK'],
    ]);
    assert.deepEqual(cutBy({ noRepeatNgramSize: 1, topP: 0.45 }, [0]), [
      ...['noRepeatNgram', '-', 'topP', 'topP', 'topP'],
    ]);
    assert.deepEqual(cutBy({ greedy: true }), ['-', 'greedy', 'greedy', 'greedy', 'greedy']);
    const { tokens } = redistribute(Float32Array.from(list), [], { ...off, greedy: true }, [0, 1]);
    assert.deepEqual(
      tokens.map(({ sampledLogProb }) => sampledLogProb),
      [0, -Infinity],
    );
  });

  it('takes a GPT-2 vocabulary within a frame', () => {
    const logits = Float32Array.from({ length: 50_257 }, (_, id) => 6 * Math.sin(id * id));
    const ids = Array.from({ length: 500 }, (_, index) => (index * 37) % 50_257);
    const step = { ...off, temperature: 0.8, topK: 0, topP: 0.95, repetitionPenalty: 1.2 };
    const times = Array.from({ length: 30 }, () => {
      const began = performance.now();
      redistribute(logits, ids, step, [1, 2, 3]);
      return performance.now() - began;
    });
    // The quickest of several: a busy machine slows some of them.
    assert.ok(Math.min(...times) < 16, `${Math.min(...times)} ms`);
  });
});
