import { rowsByClass, shuffled } from './shuffle';

/** Rows by index. Both parts are ascending and have all rows between them. */
export interface Split {
  readonly training: readonly number[];
  readonly test: readonly number[];
}

/**
 * Stratified k-fold: the rows of each class are shuffled and dealt to the folds in turn, each class
 * beginning where the one before ended. Rows of a class differ by at most 1 between folds, and so do all
 * rows. No fold is empty: there are as many as rows if fewer are wanted.
 * @param classOfRow at least two rows.
 */
export function stratifiedFolds(
  classOfRow: readonly number[],
  wanted: number,
  random: () => number,
): Split[] {
  const count = Math.min(wanted, classOfRow.length);
  const foldOfRow = new Array<number>(classOfRow.length).fill(0);
  let next = 0;
  for (const rows of rowsByClass(classOfRow, [...classOfRow.keys()])) {
    for (const row of shuffled(rows, random)) {
      foldOfRow[row] = next++ % count;
    }
  }
  return toSplits(foldOfRow, count);
}

/**
 * Stratified group k-fold, as scikit-learn's `StratifiedGroupKFold`: the groups are shuffled, taken by
 * descending standard deviation of their class counts, and each is put whole into the fold where the
 * shares of the classes then vary least between folds (of equal ones, the one with the fewest rows).
 * No fold is empty: there are as many as groups if fewer are wanted.
 * @param groupOfRow at least two different groups.
 */
export function stratifiedGroupFolds(
  classOfRow: readonly number[],
  groupOfRow: readonly string[],
  wanted: number,
  random: () => number,
): Split[] {
  const names = [...new Set(groupOfRow)];
  const places = new Map(names.map((name, place) => [name, place]));
  const labels = [...new Set(classOfRow)].sort((a, b) => a - b);
  const classPlaces = new Map(labels.map((label, place) => [label, place]));
  const counts = names.map(() => labels.map(() => 0));
  const totals = labels.map(() => 0);
  classOfRow.forEach((label, row) => {
    const place = classPlaces.get(label) ?? 0;
    add(counts[places.get(groupOfRow[row] ?? '') ?? 0] ?? [], place, 1);
    add(totals, place, 1);
  });

  const order = shuffled([...names.keys()], random)
    .map((group) => ({ group, counts: counts[group] ?? [] }))
    .sort((a, b) => deviation(b.counts) - deviation(a.counts));
  const folds = Array.from({ length: Math.min(wanted, names.length) }, () => totals.map(() => 0));
  const foldOfGroup = new Array<number>(names.length).fill(0);
  for (const { group, counts: own } of order) {
    const fold = bestFold(folds, own, totals);
    foldOfGroup[group] = fold;
    own.forEach((count, place) => add(folds[fold] ?? [], place, count));
  }
  const foldOfRow = groupOfRow.map((name) => foldOfGroup[places.get(name) ?? 0] ?? 0);
  return toSplits(foldOfRow, folds.length);
}

function bestFold(
  folds: readonly (readonly number[])[],
  group: readonly number[],
  totals: readonly number[],
): number {
  let best = { fold: 0, spread: Infinity, rows: Infinity };
  folds.forEach((fold, candidate) => {
    const spread = totals.reduce((sum, total, place) => {
      const shares = folds.map(
        (other, index) =>
          ((other[place] ?? 0) + (index === candidate ? (group[place] ?? 0) : 0)) / total,
      );
      return sum + deviation(shares);
    }, 0);
    const rows = fold.reduce((sum, count) => sum + count, 0);
    const equal = Math.abs(spread - best.spread) <= 1e-12;
    if (equal ? rows < best.rows : spread < best.spread) {
      best = { fold: candidate, spread, rows };
    }
  });
  return best.fold;
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

function add(counts: number[], place: number, count: number): void {
  counts[place] = (counts[place] ?? 0) + count;
}

function toSplits(foldOfRow: readonly number[], count: number): Split[] {
  return Array.from({ length: count }, (_, fold) => {
    const rows = [...foldOfRow.keys()];
    return {
      training: rows.filter((row) => foldOfRow[row] !== fold),
      test: rows.filter((row) => foldOfRow[row] === fold),
    };
  });
}
