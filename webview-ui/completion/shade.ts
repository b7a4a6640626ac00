/** Steps of the shade, from nearly none to the deepest. */
export const shadeSteps = [
  { step: 0, atLeast: 0 },
  { step: 1, atLeast: 0.01 },
  { step: 2, atLeast: 0.05 },
  { step: 3, atLeast: 0.2 },
  { step: 4, atLeast: 0.5 },
] as const;

/** The step of a probability from 0 to 1: the deeper, the more likely the model found the token. */
export function shadeStep(probability: number): number {
  return shadeSteps.findLast(({ atLeast }) => probability >= atLeast)?.step ?? 0;
}
