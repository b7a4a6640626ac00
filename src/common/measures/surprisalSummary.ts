import type { ReadToken } from '../protocol/model/surprisal';
import type { SurprisalSummary } from '../protocol/views/laboratory/surprisal';
import { codePoints } from '../text/codePoints';
import { utf8Length } from '../text/utf8Length';
import { perplexity, rankBounds, rankBucket, rankHistogram, surprisalBits } from './causal';

/**
 * What a reading says of the whole text (measures: perplexity). A first token without a value counts
 * neither among the tokens nor among the characters.
 */
export function surprisalSummary(text: string, tokens: readonly ReadToken[]): SurprisalSummary {
  const scored = tokens.filter(({ logProb }) => logProb !== null);
  const logProbs = scored.map(({ logProb }) => logProb ?? 0);
  const ranks = scored.map(({ rank }) => rank ?? 0);
  const [first] = tokens;
  const read = first?.logProb === null ? text.slice(first.end) : text;
  return {
    scored: scored.length,
    perplexity: perplexity(logProbs),
    bits: logProbs.reduce((sum, logProb) => sum + surprisalBits(logProb), 0),
    codePoints: codePoints(read),
    bytes: utf8Length(read),
    buckets: rankBounds.map(
      (_, bucket) => ranks.filter((rank) => rankBucket(rank) === bucket).length,
    ),
    histogram: rankHistogram(ranks),
  };
}
