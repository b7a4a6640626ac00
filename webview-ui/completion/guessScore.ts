import type { GuessRow } from '../../src/common/protocol/views/completionBranches';

export interface GuessScore {
  readonly guesses: number;
  /** Guesses that began with the token that came. */
  readonly hits: number;
  /** Of the guesses' first tokens; the lower one of two in the middle. */
  readonly medianRank: number;
  /** Arithmetic mean of the model's probabilities of the guesses. */
  readonly meanProbability: number;
}

/** How the guesses did; at least one. */
export function guessScore(guesses: readonly GuessRow[]): GuessScore {
  const ranks = guesses.map(({ rank }) => rank).sort((a, b) => a - b);
  const sum = guesses.reduce((all, { logProb }) => all + Math.exp(logProb), 0);
  return {
    guesses: guesses.length,
    hits: guesses.filter(({ hit }) => hit).length,
    medianRank: ranks[Math.floor((ranks.length - 1) / 2)] ?? 0,
    meanProbability: sum / guesses.length,
  };
}
