/** A score from 0 to 1 with two decimals, as papers give it: `0.93`. */
export function formatScore(score: number): string {
  return Number.isFinite(score) ? score.toFixed(2) : '–';
}
