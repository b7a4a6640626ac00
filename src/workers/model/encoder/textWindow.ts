/** A part of a text. */
export interface TextPart {
  /** UTF-16 offset in the text. */
  readonly start: number;
  readonly text: string;
}

/** A word of ordinary text has far fewer characters than this for each of its tokens. */
const unitsPerToken = 64;

/**
 * The part of a very long text that can matter for a context of so many tokens around an offset: the
 * tokenizer need not see megabytes. Cut at whitespace, where every tokenizer of masked models splits.
 */
export function textWindow(text: string, around: number, contextLength: number): TextPart {
  const reach = contextLength * unitsPerToken;
  if (text.length <= 2 * reach) {
    return { start: 0, text };
  }
  const start = previousSpace(text, around - reach);
  const end = nextSpace(text, around + reach);
  return { start, text: text.slice(start, end) };
}

function previousSpace(text: string, from: number): number {
  for (let index = from; index > 0; index--) {
    if (isSpace(text, index)) {
      return index;
    }
  }
  return 0;
}

function nextSpace(text: string, from: number): number {
  for (let index = Math.max(0, from); index < text.length; index++) {
    if (isSpace(text, index)) {
      return index;
    }
  }
  return text.length;
}

function isSpace(text: string, index: number): boolean {
  return /\s/.test(text.charAt(index));
}
