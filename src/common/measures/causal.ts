/** Surprisal in bits: −ln p / ln 2 (measures: causal models). @param logProb ln p(x_t | x_<t). */
export function surprisalBits(logProb: number): number {
  // Never a negative zero.
  return logProb === 0 ? 0 : -logProb / Math.LN2;
}

/**
 * Perplexity: exp(Σ NLL / scored tokens), NLL in nats; null when no token was scored.
 * @param bits Σ surprisal of the scored tokens in bits.
 */
export function perplexity(bits: number, scored: number): number | null {
  return scored === 0 ? null : Math.exp((bits * Math.LN2) / scored);
}

/** Lower ends of the buckets of ranks that GLTR colours: 1-10, 11-100, 101-1000, more (Gehrmann et al. 2019). */
export const rankBounds = [1, 11, 101, 1001] as const;

/** The bucket of a rank, 0 to 3. */
export function rankBucket(rank: number): number {
  return Math.max(
    0,
    rankBounds.findLastIndex((bound) => rank >= bound),
  );
}

/** Lower ends of the bins of the histogram of ranks: about half a decade each, none across a bucket. */
export const histogramBounds = [1, 2, 4, 11, 31, 101, 301, 1001, 3001, 10_001] as const;

/** The bin of {@link histogramBounds} that a rank lies in. */
export function rankBin(rank: number): number {
  return Math.max(
    0,
    histogramBounds.findLastIndex((bound) => rank >= bound),
  );
}

/** Tokens in each of GLTR's buckets, from those in each bin. */
export function bucketCounts(histogram: readonly number[]): number[] {
  const counts = rankBounds.map(() => 0);
  histogram.forEach((count, bin) => {
    const bucket = rankBucket(histogramBounds[bin] ?? 1);
    counts[bucket] = (counts[bucket] ?? 0) + count;
  });
  return counts;
}
