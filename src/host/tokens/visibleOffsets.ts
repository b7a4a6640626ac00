import { Range, type TextDocument, type TextEditor } from 'vscode';
import type { OffsetRange } from '../../common/protocol/tokenizer/tokens';

/** Columns of one line that are decorated: VS Code's visible ranges give whole unwrapped lines. */
const maxColumns = 1_000;
/** Lines above and below the visible ones that are decorated too, so that scrolling shows no gap. */
const margin = 20;

/** The visible part of an editor plus a margin, as offsets in text order, long lines cut. */
export function visibleOffsets(editor: TextEditor): OffsetRange[] {
  const { document } = editor;
  const offsets: { start: number; end: number }[] = [];
  for (const [first, last] of visibleLines(editor)) {
    for (let line = first; line <= last; line++) {
      const range = lineRange(document, line);
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

/** First and last visible lines with their margins, merged where they touch. */
function visibleLines({ document, visibleRanges }: TextEditor): [number, number][] {
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

/** Offsets of a line with its line break; without it, and cut, where the line is too long. */
function lineRange(document: TextDocument, line: number): { start: number; end: number } {
  const { range, rangeIncludingLineBreak } = document.lineAt(line);
  const long = range.end.character > maxColumns;
  const visible = long
    ? new Range(range.start, range.start.with(undefined, maxColumns))
    : rangeIncludingLineBreak;
  return { start: document.offsetAt(visible.start), end: document.offsetAt(visible.end) };
}
