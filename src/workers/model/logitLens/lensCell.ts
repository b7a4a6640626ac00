import { TokenscopeError } from '../../../common/errors';
import { entropyBits } from '../../../common/measures/entropy';
import { logSoftmax } from '../../../common/measures/logSoftmax';
import type { LensCell } from '../../../common/protocol/model/logitLens';
import { largest } from '../decoding/largest';

/** Next tokens told of each cell. */
const shownTokens = 5;

/**
 * What one layer says of one position.
 * @param logits float32, [vocabulary]. @param next id of the token that comes next, null for none.
 * @throws TokenscopeError `Internal` when a logit is not a number.
 */
export function lensCell(logits: Float32Array, next: number | null): LensCell {
  const logProbs = logSoftmax(logits);
  const entropy = entropyBits(logProbs);
  if (Number.isNaN(entropy)) {
    throw new TokenscopeError('Internal', { reason: 'the output of the model is not a number' });
  }
  const ids = Array.from(largest(logits, shownTokens));
  return {
    ids,
    logProbs: ids.map((id) => logProbs[id] ?? Number.NaN),
    entropyBits: entropy,
    next: next === null ? null : scoreOf(logits, logProbs, next),
  };
}

function scoreOf(
  logits: Float32Array,
  logProbs: Float64Array,
  id: number,
): { logProb: number; rank: number } {
  const own = logits[id] ?? Number.NaN;
  let larger = 0;
  for (const logit of logits) {
    larger += logit > own ? 1 : 0;
  }
  return { logProb: logProbs[id] ?? Number.NaN, rank: larger + 1 };
}
