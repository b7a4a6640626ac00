/** Surprisal in bits: −ln p / ln 2 (measures: causal models). @param logProb ln p(x_t | x_<t). */
export function surprisalBits(logProb: number): number {
  // Never a negative zero.
  return logProb === 0 ? 0 : -logProb / Math.LN2;
}

/** Perplexity: exp(Σ NLL / scored tokens), NLL in nats; null when no token was scored. */
export function perplexity(logProbs: readonly number[]): number | null {
  if (logProbs.length === 0) {
    return null;
  }
  const sum = logProbs.reduce((total, logProb) => total - logProb, 0);
  return Math.exp(sum / logProbs.length);
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

/** How many of the ranks lie in each bin of {@link histogramBounds}. */
export function rankHistogram(ranks: readonly number[]): number[] {
  const counts = histogramBounds.map(() => 0);
  for (const rank of ranks) {
    const bin = histogramBounds.findLastIndex((bound) => rank >= bound);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}
