/** Whether a text begins with whitespace. */
export function beginsWithSpace(text: string): boolean {
  return /^\s/.test(text);
}
