interface Bin {
  readonly due: number;
  readonly drawn: number;
}

/**
 * Pearson's statistic of counts against what is due, and what it exceeds with probability 1e-4 when the
 * draws are fair. Bins with fewer than 5 due are merged.
 * @param shares of the exact distribution, by id. @param counts of the draws, by id.
 */
export function chiSquare(
  shares: ReadonlyMap<number, number>,
  counts: ReadonlyMap<number, number>,
): { readonly statistic: number; readonly critical: number; readonly bins: number } {
  const draws = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const outside = [...counts.keys()].filter((id) => !shares.has(id));
  if (outside.length > 0) throw new Error(`tokens that were cut were drawn: ${outside.join()}`);
  const bins = mergedBins(shares, counts, draws);
  return {
    statistic: bins.reduce((sum, { due, drawn }) => sum + (drawn - due) ** 2 / due, 0),
    critical: chiSquareQuantile(bins.length - 1),
    bins: bins.length,
  };
}

/** Counts beside what is due; bins with fewer than 5 due are merged into one. */
function mergedBins(
  shares: ReadonlyMap<number, number>,
  counts: ReadonlyMap<number, number>,
  draws: number,
): Bin[] {
  const all = [...shares].map(([id, share]) => ({
    due: share * draws,
    drawn: counts.get(id) ?? 0,
  }));
  const small = all.filter(({ due }) => due < 5);
  const merged = {
    due: small.reduce((sum, { due }) => sum + due, 0),
    drawn: small.reduce((sum, { drawn }) => sum + drawn, 0),
  };
  const large = all.filter(({ due }) => due >= 5);
  // Still too small alone: into the least of the others.
  const least = large.at(-1);
  if (merged.due < 5 && least) {
    return [
      ...large.slice(0, -1),
      { due: least.due + merged.due, drawn: least.drawn + merged.drawn },
    ];
  }
  return [...large, merged];
}

/** The 1 - 1e-4 quantile of chi-square (Wilson and Hilferty 1931; off by less than 1 % from 5 degrees on). */
function chiSquareQuantile(degrees: number): number {
  const z = 3.719;
  const spread = 2 / (9 * degrees);
  return degrees * (1 - spread + z * Math.sqrt(spread)) ** 3;
}
