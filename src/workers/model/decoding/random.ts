import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Name of the generator, recorded with its seed. */
export const generatorName =
  'xoroshiro128+ (pure-rand 8; seed mixed by fmix32 of MurmurHash3, first 64 values skipped)';

/** Its first values are almost the seed itself. */
const skipped = 64;

/**
 * A seeded source of numbers in [0, 1): multiples of 2^-53, the same sequence for the same seed. The
 * generator is linear: seeds that follow each other, as those of samples do, would give first values that
 * depend on each other (10,000 of them fail a chi-square test of 64 bins by far), so they are mixed first.
 * @param seed unsigned 32-bit integer.
 */
export function seededRandom(seed: number): () => number {
  const generator = xoroshiro128plus(mixed(seed));
  for (let index = 0; index < skipped; index++) {
    generator.next();
  }
  return () => uniformFloat64(generator);
}

/** The finaliser of MurmurHash3 (Appleby 2011): one to one, and every bit depends on all bits. */
function mixed(seed: number): number {
  let hash = seed | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
