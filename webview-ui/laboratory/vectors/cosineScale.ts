/** How cosines become depths of colour: relative to each other, since all of them are high. */
export interface CosineScale {
  readonly minimum: number;
  readonly maximum: number;
  /** From 0 for the smallest cosine to 1 for the largest. */
  share(cosine: number | null): number;
}

/** The scale of a square matrix, its diagonal left out; null when there is no pair. */
export function cosineScale(cosines: readonly (readonly (number | null)[])[]): CosineScale | null {
  const pairs = cosines.flatMap((row, from) =>
    row.filter((cosine, to): cosine is number => from !== to && cosine !== null),
  );
  if (pairs.length === 0) return null;
  const minimum = Math.min(...pairs);
  const maximum = Math.max(...pairs);
  return {
    minimum,
    maximum,
    share: (cosine) => {
      if (cosine === null) return 0;
      return maximum > minimum ? (cosine - minimum) / (maximum - minimum) : 1;
    },
  };
}
