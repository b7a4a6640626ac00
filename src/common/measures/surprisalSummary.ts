import type { SurprisalSummary } from '../protocol/views/laboratory/surprisal';
import type { TextReading } from '../readings/textReading';
import { bucketCounts, perplexity } from './causal';

/**
 * What a reading says of the text as far as it was read (measures: perplexity). A first token without a
 * value counts neither among the tokens nor among the characters.
 */
export function surprisalSummary({ sums }: TextReading): SurprisalSummary {
  const { scored, bits, codePoints, bytes, histogram } = sums;
  return {
    scored,
    perplexity: perplexity(bits, scored),
    bits,
    codePoints,
    bytes,
    buckets: bucketCounts(histogram),
    histogram: [...histogram],
  };
}
