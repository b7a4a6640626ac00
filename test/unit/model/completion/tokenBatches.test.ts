import assert from 'node:assert/strict';
import type { GeneratedToken } from '../../../../src/common/protocol/model/completion';
import { TokenBatches } from '../../../../src/workers/model/completion/tokenBatches';

function tokenAt(index: number): GeneratedToken {
  return { index, id: 1, text: 'a', logProb: 0, sampledLogProb: 0, alternatives: [], chunk: 'a' };
}

describe('TokenBatches', () => {
  it('sends the first token at once, later ones at most every 16 ms, all of them in order', () => {
    let now = 1000;
    const sent: { at: number; indices: number[] }[] = [];
    const batches = new TokenBatches(
      (tokens) => sent.push({ at: now, indices: tokens.map(({ index }) => index) }),
      () => now,
    );
    for (let index = 0; index < 100; index++) {
      batches.push(tokenAt(index));
      now += 1;
    }
    batches.flush();
    batches.flush();
    assert.deepEqual(sent[0], { at: 1000, indices: [0] });
    assert.deepEqual(
      sent.flatMap(({ indices }) => indices),
      Array.from({ length: 100 }, (_, index) => index),
    );
    assert.ok(sent.length <= 8);
  });

  it('sends slow tokens one by one', () => {
    let now = 0;
    const sizes: number[] = [];
    const batches = new TokenBatches(
      (tokens) => sizes.push(tokens.length),
      () => now,
    );
    for (let index = 0; index < 5; index++, now += 40) {
      batches.push(tokenAt(index));
    }
    assert.deepEqual(sizes, [1, 1, 1, 1, 1]);
  });
});
