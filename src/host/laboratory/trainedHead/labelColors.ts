import { Color } from '../../../common/contributions';

/** Colours of labels in the editor: those of entities, which can be told apart in every theme. */
export const labelColorIds = [
  Color.entityPerson,
  Color.entityLocation,
  Color.entityOrganization,
  Color.entityMiscellaneous,
] as const;

/** Index of the colour of each label: the most frequent ones have one, in their own order. */
export function labelColors(counts: readonly number[]): (number | null)[] {
  const frequent = counts
    .map((count, label) => ({ count, label }))
    .toSorted((a, b) => b.count - a.count)
    .slice(0, labelColorIds.length)
    .map(({ label }) => label)
    .toSorted((a, b) => a - b);
  return counts.map((_, label) => {
    const place = frequent.indexOf(label);
    return place < 0 ? null : place;
  });
}
