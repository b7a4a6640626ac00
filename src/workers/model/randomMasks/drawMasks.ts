import type { MaskScheme } from '../../../common/protocol/model/randomMasks';

/** What is done to a chosen token. */
export interface Drawn {
  /** Index among the tokens of the row. */
  readonly position: number;
  readonly treatment: 'masked' | 'replaced' | 'kept';
  /** Id that stands there then. */
  readonly id: number;
}

export interface Draw {
  /** Positions that may be chosen. */
  readonly positions: readonly number[];
  readonly ids: readonly number[];
  /** Percent of the positions that are chosen: rounded, at least one. */
  readonly share: number;
  readonly scheme: MaskScheme;
  readonly maskId: number;
  /** A random token of the vocabulary. @param random from 0 to 1. */
  readonly randomId: (random: number) => number;
}

/**
 * Chooses tokens at random, without replacement, and what becomes of each (Devlin et al. 2019,
 * section 3.1: of the chosen 80 % are masked, 10 % replaced, 10 % kept).
 * @param random numbers in [0, 1): the same ones give the same draw.
 * @returns in the order of the text.
 */
export function drawMasks(
  { positions, ids, share, scheme, maskId, randomId }: Draw,
  random: () => number,
): Drawn[] {
  const count = Math.min(
    positions.length,
    Math.max(1, Math.round((positions.length * share) / 100)),
  );
  return shuffled(positions, random)
    .slice(0, count)
    .sort((one, other) => one - other)
    .map((position): Drawn => {
      const fate = scheme === 'mask' ? 0 : random();
      if (fate < 0.8) {
        return { position, treatment: 'masked', id: maskId };
      }
      return fate < 0.9
        ? { position, treatment: 'replaced', id: randomId(random()) }
        : { position, treatment: 'kept', id: ids[position] ?? 0 };
    });
}

/** Fisher and Yates, as Durstenfeld (1964) wrote it down. */
function shuffled(list: readonly number[], random: () => number): number[] {
  const result = [...list];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const moved = result[last] ?? 0;
    result[last] = result[other] ?? 0;
    result[other] = moved;
  }
  return result;
}
