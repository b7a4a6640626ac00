/**
 * Indexes of the largest values, largest first and of equal ones the first; NaN last. Quick for a few of
 * very many: only those are sorted by a function.
 */
export function firstOf(values: Float64Array, count: number): number[] {
  // Ascending, NaN at the end.
  const ascending = values.toSorted();
  const numbers = ascending.findLastIndex((value) => !Number.isNaN(value)) + 1;
  const least = count < numbers ? (ascending[numbers - count] ?? -Infinity) : Number.NaN;
  const chosen: number[] = [];
  values.forEach((value, index) => {
    if (!(value < least)) {
      chosen.push(index);
    }
  });
  return chosen.sort((a, b) => compare(values[a], values[b]) || a - b).slice(0, count);
}

function compare(a = Number.NaN, b = Number.NaN): number {
  if (Number.isNaN(a) || Number.isNaN(b)) {
    return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  }
  return b - a;
}
