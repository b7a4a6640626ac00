import { Position, Range, type DecorationOptions, type TextDocument } from 'vscode';

/** Characters of a line in which right-to-left text is looked for. */
const maxRead = 20_000;

/** One segment's ids, as they are shown together. */
export interface SegmentIds {
  readonly range: Range;
  readonly text: string;
}

const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/**
 * Where ids are attached: at the end of their segment, on its first line; those of a line break behind
 * all else of its line. An attachment inside right-to-left text would turn its order around, so the ids
 * of such a line stand together at its end, in the order of the text.
 */
export function placeIds(
  document: TextDocument,
  segments: readonly SegmentIds[],
): DecorationOptions[] {
  const options: DecorationOptions[] = [];
  const atLineEnd = new Map<number, string[]>();
  const lines = new Map<number, { length: number; turned: boolean }>();
  for (const { range, text } of segments) {
    const { line } = range.start;
    const { length, turned } = lines.get(line) ?? readLine(document, line);
    lines.set(line, { length, turned });
    if (turned) {
      atLineEnd.set(line, [...(atLineEnd.get(line) ?? []), text]);
    } else {
      const end = range.isSingleLine ? range.end : new Position(line, length);
      const isLineBreak = !range.isSingleLine && range.start.isEqual(end);
      options.push(attachment(end, isLineBreak ? 'after' : 'before', text));
    }
  }
  for (const [line, texts] of atLineEnd) {
    const end = document.lineAt(line).range.end;
    options.push(attachment(end, 'after', `  ${texts.join(' · ')}`));
  }
  return options;
}

/** Whether a line has right-to-left text; of a long line only a part is read, as only a part is drawn. */
function readLine(document: TextDocument, line: number): { length: number; turned: boolean } {
  const { text } = document.lineAt(line);
  return { length: text.length, turned: rightToLeft.test(text.slice(0, maxRead)) };
}

function attachment(
  place: Position,
  side: 'before' | 'after',
  contentText: string,
): DecorationOptions {
  return { range: new Range(place, place), renderOptions: { [side]: { contentText } } };
}
