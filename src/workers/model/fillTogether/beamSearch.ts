/** A token that may be put in a mask's place. */
export interface Option {
  readonly id: number;
  /** ln p given what is filled. */
  readonly logProb: number;
}

/** Masks of a text, some of them filled. */
export interface Hypothesis {
  /** A token for each mask; null where it is still masked. */
  readonly ids: readonly (number | null)[];
  /** Indexes of the filled masks, the first filled first. */
  readonly order: readonly number[];
  /** Σ_k ln p(w_π(k) | earlier ones filled, the rest masked). */
  readonly sequential: number;
}

/**
 * For each hypothesis, and in it for each mask, the most likely tokens there; none where it is filled.
 * @param count how many are enough.
 */
export type Predict = (
  hypotheses: readonly Hypothesis[],
  count: number,
) => Promise<readonly (readonly (readonly Option[])[])[]>;

/**
 * Fills masks one at a time. Each step extends every hypothesis by each likely token at each mask that
 * is left, and keeps the best `width` by `sequential` (measures: joint filling). Equal texts that were
 * filled in different orders are merged; the better order stays. A width of 1 fills the most confident
 * mask first; one that is as wide as there are fillings tries them all.
 * @returns whole fillings, the best `sequential` first.
 */
export async function beamSearch(
  masks: number,
  width: number,
  predict: Predict,
): Promise<Hypothesis[]> {
  let beam: readonly Hypothesis[] = [
    { ids: Array.from({ length: masks }, () => null), order: [], sequential: 0 },
  ];
  for (let step = 0; step < masks; step++) {
    const options = await predict(beam, width);
    const merged = new Map<string, Hypothesis>();
    beam.forEach((hypothesis, index) => {
      for (const extended of extensions(hypothesis, options[index] ?? [])) {
        const key = extended.ids.join(' ');
        const known = merged.get(key);
        if (!known || extended.sequential > known.sequential) {
          merged.set(key, extended);
        }
      }
    });
    beam = [...merged.values()]
      .sort((one, other) => other.sequential - one.sequential)
      .slice(0, width);
  }
  return [...beam];
}

function extensions(
  { ids, order, sequential }: Hypothesis,
  options: readonly (readonly Option[])[],
): Hypothesis[] {
  return ids.flatMap((filled, mask) =>
    filled === null
      ? (options[mask] ?? []).map(({ id, logProb }) => ({
          ids: ids.with(mask, id),
          order: [...order, mask],
          sequential: sequential + logProb,
        }))
      : [],
  );
}
