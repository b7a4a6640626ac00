/** Ways to write token ids, in the order in which they are offered; the first is the default. */
export const idFormats = ['json', 'spaces', 'python'] as const;
export type IdFormat = (typeof idFormats)[number];

/**
 * Writes ids; those of several texts as a list of lists, or one line a text.
 * @param texts the ids of each text, at least one.
 */
export function formatIds(texts: readonly Uint32Array[], format: IdFormat): string {
  switch (format) {
    case 'json':
      return nested(texts.map((ids) => `[${ids.join(',')}]`));
    case 'python':
      return nested(
        texts.map((ids) => `[${ids.join(', ')}]`),
        ', ',
      );
    case 'spaces':
      return texts.map((ids) => ids.join(' ')).join('\n');
  }
}

/** Writes token strings as JSON; those of several texts as a list of lists. */
export function formatTokens(texts: readonly (readonly string[])[]): string {
  return nested(texts.map((tokens) => JSON.stringify(tokens)));
}

function nested(lists: readonly string[], separator = ','): string {
  return lists.length === 1 ? (lists[0] ?? '') : `[${lists.join(separator)}]`;
}
