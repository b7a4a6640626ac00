/** A number as results keep it: NaN, which JSON does not know, is null. */
export function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
