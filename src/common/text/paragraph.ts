/** A document as lines. */
export interface Lines {
  readonly lineCount: number;
  text(line: number): string;
}

/** Lines of Markdown and its kin that begin a block of their own: headings, lists, quotes, tables, fences. */
const blockStart = /^\s*(#{1,6}\s|[-*+]\s|\d+[.)]\s|>|\||```|~~~|\[\^)/;
const heading = /^\s*#{1,6}\s/;
const blank = /^\s*$/;

/** Lines a paragraph is followed in each direction at most. */
const maxLines = 500;

/** First and last line of the paragraph that `line` belongs to; the line itself when it is blank or a heading. */
export function paragraphLines(lines: Lines, line: number): { first: number; last: number } {
  let first = line;
  let last = line;
  if (!blank.test(lines.text(line)) && !heading.test(lines.text(line))) {
    while (
      first > 0 &&
      line - first < maxLines &&
      !blockStart.test(lines.text(first)) &&
      !blank.test(lines.text(first - 1)) &&
      !heading.test(lines.text(first - 1))
    ) {
      first--;
    }
    while (
      last < lines.lineCount - 1 &&
      last - line < maxLines &&
      !blank.test(lines.text(last + 1)) &&
      !blockStart.test(lines.text(last + 1))
    ) {
      last++;
    }
  }
  return { first, last };
}
