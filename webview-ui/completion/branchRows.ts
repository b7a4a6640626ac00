import type { BranchRow } from '../../src/common/protocol/views/completionBranches';

/** A row of the tree as it is drawn. */
export interface TreeRow {
  readonly row: BranchRow;
  /** From 1. */
  readonly level: number;
  /** Place among its siblings, from 1, and how many they are. */
  readonly position: number;
  readonly siblings: number;
}

/** The branches in the order in which a tree shows them: each with those that go on from it below. */
export function treeRows(branches: readonly BranchRow[]): readonly TreeRow[] {
  const below = (parent: number | null, level: number): TreeRow[] => {
    const own = branches.filter((branch) => branch.parent === parent);
    return own.flatMap((row, index) => [
      { row, level, position: index + 1, siblings: own.length },
      ...below(row.id, level + 1),
    ]);
  };
  return below(null, 1);
}

/** The row that a key leads to from `current`; null when the key is not for trees. */
export function treeTarget(key: string, rows: readonly TreeRow[], current: number): number | null {
  const last = rows.length - 1;
  const level = rows[current]?.level ?? 1;
  switch (key) {
    case 'ArrowDown':
      return Math.min(current + 1, last);
    case 'ArrowUp':
      return Math.max(current - 1, 0);
    case 'ArrowRight':
      return (rows[current + 1]?.level ?? 0) > level ? current + 1 : current;
    case 'ArrowLeft': {
      const parent = rows.slice(0, current).findLastIndex((row) => row.level < level);
      return parent < 0 ? current : parent;
    }
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
