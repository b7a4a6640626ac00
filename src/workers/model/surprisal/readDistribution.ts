import { TokenscopeError } from '../../../common/errors';
import { TopList } from '../../../common/decoding/readLogits';

/** What the distribution before a token says of it. */
export interface DistributionReading {
  /** ln p of the token. */
  readonly logProb: number;
  /** 1 + tokens with a larger logit. */
  readonly rank: number;
  /** −Σ p log2 p over the whole vocabulary, in bits. */
  readonly entropy: number;
  /** ln of the summed probability of the boundary tokens. */
  readonly logBoundary: number;
  readonly expected: readonly { readonly id: number; readonly logProb: number }[];
}

/** Tokens that are told as expected. */
const expectedTokens = 5;

/**
 * Reads float32 logits [vocabulary]; all sums in float64, the largest logit subtracted.
 * @param id of the token that follows; of no token, its values are of no meaning.
 * @param boundary 1 for each token of B, see `ReadToken.logBoundary`.
 * @throws TokenscopeError `Internal` when they are not numbers.
 */
export function readDistribution(
  logits: Float32Array,
  id: number,
  boundary: Uint8Array,
): DistributionReading {
  const own = logits[id] ?? Number.NaN;
  const top = new TopList(Math.min(expectedTokens, logits.length));
  let [rank, least] = [1, -Infinity];
  for (let index = 0; index < logits.length; index++) {
    const logit = logits[index] ?? 0;
    rank += logit > own ? 1 : 0;
    if (logit > least) {
      least = top.insert(index, logit);
    }
  }
  const largest = top.values[0] ?? Number.NaN;
  let [sum, weighted, inBoundary] = [0, 0, 0];
  for (let index = 0; index < logits.length; index++) {
    const below = (logits[index] ?? 0) - largest;
    const weight = Math.exp(below);
    sum += weight;
    // A logit of −∞ has no weight: 0 · −∞ is not a number.
    weighted += weight === 0 ? 0 : weight * below;
    inBoundary += boundary[index] === 1 ? weight : 0;
  }
  if (!Number.isFinite(sum)) {
    throw new TokenscopeError('Internal', { reason: 'the output of the model is not a number' });
  }
  const logSum = Math.log(sum);
  return {
    logProb: own - largest - logSum,
    rank,
    entropy: Math.max(0, (logSum - weighted / sum) / Math.LN2),
    logBoundary: Math.log(inBoundary) - logSum,
    expected: Array.from(top.ids, (each, place) => ({
      id: each,
      logProb: (top.values[place] ?? Number.NaN) - largest - logSum,
    })),
  };
}
