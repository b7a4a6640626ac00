import { TokenscopeError } from '../../../common/errors';
import { readDistribution } from '../../../common/measures/logSoftmax';
import type { LensCell } from '../../../common/protocol/model/logitLens';
import { largest } from '../../../common/decoding/largest';

/** Next tokens told of each cell. */
const shownTokens = 5;

/**
 * What one layer says of one position.
 * @param logits float32, [vocabulary]. @param next id of the token that comes next, null for none.
 * @throws TokenscopeError `Internal` when a logit is not a number.
 */
export function lensCell(logits: Float32Array, next: number | null): LensCell {
  const { logSum, entropyBits } = readDistribution(logits);
  if (Number.isNaN(logSum)) {
    throw new TokenscopeError('Internal', { reason: 'the output of the model is not a number' });
  }
  const logProb = (id: number): number => (logits[id] ?? Number.NaN) - logSum;
  const ids = Array.from(largest(logits, shownTokens));
  return {
    ids,
    logProbs: ids.map(logProb),
    entropyBits,
    next: next === null ? null : { logProb: logProb(next), rank: rankOf(logits, next) },
  };
}

/** 1 + number of tokens with a larger logit. */
function rankOf(logits: Float32Array, id: number): number {
  const own = logits[id] ?? Number.NaN;
  let larger = 0;
  for (const logit of logits) {
    larger += logit > own ? 1 : 0;
  }
  return larger + 1;
}
