import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Name of the generator, recorded with its seed. */
export const generatorName = 'xoroshiro128+ (pure-rand 8, first 64 values skipped)';

/**
 * Its first values are almost the seed itself: with a small seed the first draw would always fall at
 * the end of the distribution.
 */
const skipped = 64;

/**
 * A seeded source of numbers in [0, 1): multiples of 2^-53, the same sequence for the same seed.
 * @param seed unsigned 32-bit integer.
 */
export function seededRandom(seed: number): () => number {
  const generator = xoroshiro128plus(seed | 0);
  for (let index = 0; index < skipped; index++) {
    generator.next();
  }
  return () => uniformFloat64(generator);
}
