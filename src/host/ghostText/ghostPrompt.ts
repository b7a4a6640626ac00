/** What stands around the cursor, as far as ghost text looks. */
export interface CursorText {
  /** From the place where reading begins to the cursor. */
  readonly before: string;
  /** From the cursor to the end of its line. */
  readonly after: string;
}

/** UTF-16 units before the cursor that are read at most: some 500 tokens. */
const maxReach = 2_000;
/** Reading begins at multiples of this, so that it begins at the same place while one types. */
const step = 1_000;

/** Where to begin to read, for a cursor at an offset; the model's cache holds what was read before. */
export function readingStart(offset: number): number {
  return offset <= maxReach ? 0 : Math.ceil((offset - maxReach) / step) * step;
}

/**
 * The prompt at a cursor: null where nothing is suggested, in the middle of a line, which GPT-2 cannot
 * see, and in a line that has not begun.
 */
export function ghostPrompt({ before, after }: CursorText): string | null {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return line.trim() === '' || !/^[\s)\]}"'’”`*_,.;:!?]*$/.test(after)
    ? null
    : before.replaceAll('\r\n', '\n').replace(/[ \t]+$/, '');
}

/**
 * What to show of a continuation: GPT-2's tokens hold the space before a word, which can stand before the
 * cursor already; then one that begins without a space does not fit. Empty for nothing.
 */
export function fitted(continuation: string, { before }: CursorText): string {
  const text = continuation.trimEnd();
  if (!/[ \t]$/.test(before)) {
    return text;
  }
  return text.startsWith(' ') ? text.slice(1) : '';
}

/** A suggestion, and what stood before the cursor when it was made. */
export interface Suggestion {
  readonly document: string;
  readonly before: string;
  readonly text: string;
}

/** What is left of a suggestion when the user typed, or took, the beginning of it; null when they did not. */
export function remainder(
  { document, before, text }: Suggestion,
  uri: string,
  now: CursorText,
): string | null {
  const whole = before + text;
  const goesOn =
    document === uri &&
    now.before.startsWith(before) &&
    whole.startsWith(now.before) &&
    whole.length > now.before.length;
  return goesOn ? whole.slice(now.before.length) : null;
}
