/**
 * Lower ends, in bits, of the levels that colours show. Fixed, so that a colour means the same in every
 * text: 1 bit is p = 1/2 (nothing else is likelier), 4 bits 1/16 (one of a handful), 8 bits 1/256, 12 bits
 * 1/4096, near to a blind guess among the 30,522 tokens of BERT (14.9 bits).
 */
export const surprisalBounds = [0, 1, 4, 8, 12] as const;

/** The level of a value, 1 (expected) to 5. */
export function surprisalLevel(bits: number): number {
  return Math.max(1, surprisalBounds.findLastIndex((bound) => bits >= bound) + 1);
}
