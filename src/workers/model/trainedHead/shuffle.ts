/**
 * The items in random order (Fisher & Yates).
 * @param random gives numbers in [0, 1).
 */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const place = Math.floor(random() * (last + 1));
    [order[last], order[place]] = [order[place] as T, order[last] as T];
  }
  return order;
}

/** Indices of the rows of each class, in their order. */
export function rowsByClass(classOfRow: readonly number[], rows: readonly number[]): number[][] {
  const lists = new Map<number, number[]>();
  for (const row of rows) {
    const label = classOfRow[row] ?? 0;
    const list = lists.get(label);
    if (list === undefined) {
      lists.set(label, [row]);
    } else {
      list.push(row);
    }
  }
  return [...lists].sort(([a], [b]) => a - b).map(([, list]) => list);
}
