/**
 * Nucleus sampling (Holtzman et al. 2020): how many of the most likely tokens are kept so that they
 * hold at least the share p. The token that crosses p is kept, as in transformers; so is the first.
 * @param weights most likely first, on any common scale.
 * @param total sum of the weights of the whole distribution on that scale.
 */
export function nucleusSize(weights: Float64Array, total: number, p: number): number {
  const needed = p * total;
  let mass = 0;
  for (let index = 0; index < weights.length; index++) {
    mass += weights[index] ?? 0;
    if (mass >= needed) {
      return index + 1;
    }
  }
  return weights.length;
}
