/** The first minus the second; null where one of them has no value. */
export function difference([first, second]: readonly [number | null, number | null]):
  | number
  | null {
  return first === null || second === null ? null : first - second;
}
