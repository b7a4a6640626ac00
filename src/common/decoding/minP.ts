/**
 * Min-p sampling (Nguyen et al. 2024): how many of the most likely tokens are kept, which are those of
 * at least the share p of the most likely one's probability. The first is always kept.
 * @param weights most likely first, on any common scale.
 * @param p 0 keeps all.
 */
export function minPSize(weights: Float64Array, p: number): number {
  const needed = p * (weights[0] ?? 0);
  const first = weights.findIndex((weight) => weight < needed);
  return first === -1 ? weights.length : first;
}
