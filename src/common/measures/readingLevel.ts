import type { ReadToken } from '../readings/textReading';
import type { SurprisalColors } from '../protocol/views/laboratory/surprisal';
import { rankBucket, surprisalBits } from './causal';
import { surprisalLevel } from './surprisalLevels';

/** Levels of the colours, 1 to 5, that stand for the four buckets of ranks: far enough apart. */
export const bucketLevels = [1, 2, 4, 5] as const;

/** The level of the colour of a token, 1 (expected) to 5. */
export function readingLevel(
  { logProb, rank }: Pick<ReadToken, 'logProb' | 'rank'>,
  colors: SurprisalColors,
): number {
  return colors === 'ranks'
    ? (bucketLevels[rankBucket(rank ?? 1)] ?? 5)
    : surprisalLevel(surprisalBits(logProb ?? 0));
}
