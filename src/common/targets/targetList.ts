/** Words that belong together, such as `men: he, him, his`. */
export interface TargetSet {
  /** Empty for a single unnamed set. */
  readonly name: string;
  readonly targets: readonly string[];
}

/** A list as it was typed, read. */
export interface TargetList {
  readonly sets: readonly TargetSet[];
  /** Words that stood more than once in their set; they are scored once. */
  readonly duplicates: readonly string[];
  /** Whether an entry was empty, as in `he,, she`. */
  readonly empties: boolean;
}

/**
 * Reads target words: separated by commas, a set a line (or between semicolons), maybe with a name and
 * a colon before it.
 */
export function parseTargets(text: string): TargetList {
  const duplicates: string[] = [];
  let empties = false;
  const lines = text
    .split(/[\r\n;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const sets = lines.map((line, index): TargetSet => {
    const colon = line.indexOf(':');
    const named = colon > 0 && colon < line.length - 1;
    const name = named ? line.slice(0, colon).trim() : lines.length > 1 ? `set ${index + 1}` : '';
    const words = (named ? line.slice(colon + 1) : line).split(',').map((word) => word.trim());
    const targets = new Set<string>();
    for (const word of words) {
      if (word === '') {
        empties = true;
      } else if (targets.has(word)) {
        duplicates.push(word);
      } else {
        targets.add(word);
      }
    }
    return { name, targets: [...targets] };
  });
  return { sets: sets.filter(({ targets }) => targets.length > 0), duplicates, empties };
}
