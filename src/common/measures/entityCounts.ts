/** How often an entity was found. */
export interface EntityCount {
  readonly text: string;
  readonly type: string;
  readonly count: number;
  /** Mean of its scores. */
  readonly mean: number;
}

/** Entities of the same text, letter by letter, and type; the most frequent first, then as they came. */
export function entityCounts(
  entities: readonly { readonly text: string; readonly type: string; readonly score: number }[],
): EntityCount[] {
  const found = new Map<string, { text: string; type: string; scores: number[] }>();
  for (const { text, type, score } of entities) {
    const key = JSON.stringify([text, type]);
    const same = found.get(key);
    if (same) {
      same.scores.push(score);
    } else {
      found.set(key, { text, type, scores: [score] });
    }
  }
  return [...found.values()]
    .map(({ text, type, scores }) => ({
      text,
      type,
      count: scores.length,
      mean: scores.reduce((sum, score) => sum + score, 0) / scores.length,
    }))
    .toSorted((a, b) => b.count - a.count);
}
