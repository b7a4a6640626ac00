import type { TextDocument, TextEditor } from 'vscode';
import type { OffsetRange } from '../../common/protocol/tokenizer/tokens';

/** Columns of one line that are decorated: VS Code's visible ranges give whole unwrapped lines. */
const maxColumns = 1_000;
/** Lines above and below the visible ones that are decorated too, so that scrolling shows no gap. */
export const visibleMargin = 20;

/**
 * The visible part of an editor, as offsets in text order, long lines cut.
 * @param margin lines above and below it that are taken too.
 */
export function visibleOffsets(
  editor: TextEditor,
  targets: readonly OffsetRange[],
  margin: number,
): OffsetRange[] {
  const { document } = editor;
  const offsets: { start: number; end: number }[] = [];
  for (const [first, last] of visibleLines(editor, margin)) {
    for (let line = first; line <= last; line++) {
      const range = lineRange(document, line, targets);
      const previous = offsets.at(-1);
      if (previous?.end === range.start) {
        previous.end = range.end;
      } else if (range.end > range.start) {
        offsets.push(range);
      }
    }
  }
  return offsets;
}

/** First and last visible lines with the margin, merged where they touch. */
function visibleLines({ document, visibleRanges }: TextEditor, margin: number): [number, number][] {
  const merged: [number, number][] = [];
  for (const { start, end } of visibleRanges) {
    const first = Math.max(0, start.line - margin);
    const last = Math.min(document.lineCount - 1, end.line + margin);
    const previous = merged.at(-1);
    if (previous && first <= previous[1] + 1) {
      previous[1] = Math.max(previous[1], last);
    } else {
      merged.push([first, last]);
    }
  }
  return merged;
}

/**
 * Offsets of a line with its line break. Of a long line only some columns, from the first one on that
 * is to be decorated.
 */
function lineRange(
  document: TextDocument,
  line: number,
  targets: readonly OffsetRange[],
): { start: number; end: number } {
  const { range, rangeIncludingLineBreak } = document.lineAt(line);
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(rangeIncludingLineBreak.end);
  if (range.end.character <= maxColumns) {
    return { start, end };
  }
  const target = targets.find((each) => each.start < end && each.end > start);
  const from = Math.max(start, target?.start ?? start);
  return { start: from, end: Math.min(end, from + maxColumns) };
}
