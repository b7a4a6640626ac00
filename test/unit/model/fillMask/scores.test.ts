import assert from 'node:assert/strict';
import { MaskScores } from '../../../../src/workers/model/fillMask/scores';
import { TokenTexts } from '../../../../src/workers/model/models/tokenTexts';
import { openBundled } from '../../tokenizer/support/openBundled';

describe('the scores of a mask', () => {
  it('gives the tokens that pass a filter, and ends where few or none do', async () => {
    const open = await openBundled('bert-base-uncased');
    // One token may never be drawn, as in models that forbid some.
    const logits = Float32Array.from({ length: open.vocabularySize }, (_, id) => -id / 1000);
    logits[7] = -Infinity;
    const scores = new MaskScores(logits, new TokenTexts(open));
    const ids = (passes: (id: number) => boolean): number[] =>
      scores.top(3, passes).flatMap((candidate) => candidate.ids);
    assert.deepEqual(
      ids((id) => id % 2 === 1),
      [1, 3, 5],
    );
    assert.deepEqual(
      ids((id) => id === 30_000 || id === 7),
      [30_000],
    );
    assert.deepEqual(
      ids(() => false),
      [],
    );
  });
});
