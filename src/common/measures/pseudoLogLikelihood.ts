/**
 * Which tokens are hidden while one is scored. `original`: that token alone (Salazar et al. 2020).
 * `word_l2r`: that token and all later ones of the same word (Kauf & Ivanova 2023), so that the end of a
 * word does not give its beginning away.
 */
export type PllKind = 'word_l2r' | 'original';

/**
 * Indexes of the tokens that are masked while the token at `index` is scored, itself first.
 * @param words the tokenizer's word of each token.
 * @param end of the tokens that may be masked, exclusive.
 */
export function maskedWith(
  words: readonly number[],
  index: number,
  kind: PllKind,
  end = words.length,
): number[] {
  const masked = [index];
  if (kind === 'word_l2r') {
    for (let later = index + 1; later < end && words[later] === words[index]; later++) {
      masked.push(later);
    }
  }
  return masked;
}

/** PLL: the sum of the scored tokens' ln p, in nats. */
export function pseudoLogLikelihood(logProbs: readonly number[]): number {
  return logProbs.reduce((sum, logProb) => sum + logProb, 0);
}

/**
 * exp(−PLL / scored tokens) (Salazar et al. 2020), for one text or the sums of several.
 * @param pll in nats.
 * @returns null when no token was scored.
 */
export function pseudoPerplexity(pll: number, tokens: number): number | null {
  return tokens === 0 ? null : Math.exp(-pll / tokens);
}

/** Pseudo-surprisal in bits: −ln p / ln 2, with right context (measures: masked models). */
export function pseudoSurprisal(logProb: number): number {
  // Never a negative zero.
  return logProb === 0 ? 0 : -logProb / Math.LN2;
}
