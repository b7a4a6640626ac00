import { Position, Range, type TextDocument } from 'vscode';
import { paragraphLines } from '../../common/text/paragraph';

/** UTF-16 units before and after the cursor that a paragraph has at most: more than BERT reads. */
const defaultReach = 8_000;

/** The paragraph around a place, whole lines without the last line break, cut where it is too long. */
export function paragraphRange(
  document: TextDocument,
  place: Position,
  maxReach = defaultReach,
): Range {
  const lines = {
    lineCount: document.lineCount,
    text: (number: number) => document.lineAt(number).text,
  };
  const { first, last } = paragraphLines(lines, place.line);
  const offset = document.offsetAt(place);
  const reach = new Range(
    document.positionAt(offset - maxReach),
    document.positionAt(offset + maxReach),
  );
  const paragraph = new Range(new Position(first, 0), document.lineAt(last).range.end);
  return paragraph.intersection(reach) ?? paragraph;
}

/** The part of a document between two UTF-16 offsets that are counted from `start`. */
export function rangeFrom(
  document: TextDocument,
  start: Position,
  offsets: { readonly start: number; readonly end: number },
): Range {
  const base = document.offsetAt(start);
  return new Range(
    document.positionAt(base + offsets.start),
    document.positionAt(base + offsets.end),
  );
}
