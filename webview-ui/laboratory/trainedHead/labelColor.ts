/** The colours that the host lays on labelled sentences, in its order. */
const variables = ['person', 'location', 'organization', 'miscellaneous'];

/**
 * VS Code puts `-` for the first dot of a colour's id only.
 * @returns a CSS colour for the index of a label's colour; null for none.
 */
export function labelColor(index: number | null): string | null {
  const name = variables[index ?? -1];
  return name === undefined ? null : `var(--vscode-tokenscope-entity\\.${name})`;
}
