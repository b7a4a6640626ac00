import { TokenscopeError } from '../../../common/errors';
import type { ExpectedToken } from '../../../common/protocol/model/sentenceScores';
import { readLogits } from '../../../common/decoding/readLogits';
import type { TokenTexts } from '../models/tokenTexts';

/** Tokens that are told as expected. */
const expectedTokens = 5;

/** What the distribution at a mask says of the token that stands there. */
export interface TokenReading {
  readonly logProb: number;
  readonly rank: number;
  readonly expected: readonly ExpectedToken[];
}

/**
 * Reads the token `id` from logits at its mask: float32, [vocabulary].
 * @throws TokenscopeError `Internal` when they are not numbers.
 */
export function readToken(logits: Float32Array, id: number, texts: TokenTexts): TokenReading {
  const { ids, logits: top, logSum } = readLogits(logits, expectedTokens);
  if (Number.isNaN(logSum)) {
    throw new TokenscopeError('Internal', { reason: 'the output of the model is not a number' });
  }
  const own = logits[id] ?? Number.NaN;
  let rank = 1;
  for (const logit of logits) {
    rank += logit > own ? 1 : 0;
  }
  const expected = Array.from(ids, (each, index) => ({
    token: texts.token(each),
    logProb: (top[index] ?? Number.NaN) - logSum,
  }));
  return { logProb: own - logSum, rank, expected };
}
