import type { LensCell } from '../../../src/common/protocol/model/logitLens';

/** What the depth of a cell's colour shows. */
export type LensShade = 'top' | 'next' | 'entropy';

/** Bits that are drawn without colour: nearly log2 of GPT-2's vocabulary of 50,257 tokens, 15.6. */
export const palestEntropy = 15.6;

/** Depth of a cell's colour, from 0 to 1: the probability, or how far the entropy is below its most. */
export function shadeOf({ logProbs, next, entropyBits }: LensCell, shade: LensShade): number {
  switch (shade) {
    case 'top':
      return Math.exp(logProbs[0] ?? -Infinity);
    case 'next':
      return next === null ? 0 : Math.exp(next.logProb);
    case 'entropy':
      return Math.max(0, 1 - entropyBits / palestEntropy);
  }
}
