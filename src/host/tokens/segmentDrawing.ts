import { Range, type DecorationOptions, type TextDocument } from 'vscode';
import { SegmentFlag, type SegmentArrays } from '../../common/protocol/tokenizer/tokens';
import type { SegmentLook, WhitespaceKind } from './decorationTypes';
import { placeIds, type SegmentIds } from './idPlacement';

/** What is drawn for the visible segments, before VS Code sees it. */
export interface Drawing {
  readonly segments: Readonly<Record<SegmentLook, Range[]>>;
  readonly ids: DecorationOptions[];
  readonly whitespace: Readonly<Record<WhitespaceKind, Range[]>>;
}

/** Nothing drawn; what segments add is pushed into it. */
export function emptyDrawing(): Drawing {
  return {
    segments: { even: [], odd: [], special: [], unknown: [] },
    ids: [],
    whitespace: { space: [], tab: [], lineBreak: [], other: [] },
  };
}

/** Lays out one selection's segments. Offsets are the document's at the version that gave them. */
export function drawSegments(
  drawing: Drawing,
  document: TextDocument,
  arrays: SegmentArrays,
): Drawing {
  const { starts, ends, firstToken, ids, flags, parity } = arrays;
  const segmentIds: SegmentIds[] = [];
  starts.forEach((start, index) => {
    const range = new Range(document.positionAt(start), document.positionAt(ends[index] ?? start));
    drawing.segments[lookOf(flags[index] ?? 0, parity + index)].push(range);
    segmentIds.push({
      range,
      text: ids.subarray(firstToken[index], firstToken[index + 1]).join(' '),
    });
    drawWhitespace(drawing, document, range);
  });
  drawing.ids.push(...placeIds(document, segmentIds));
  return drawing;
}

function lookOf(flags: number, position: number): SegmentLook {
  if (flags & SegmentFlag.unknown) {
    return 'unknown';
  }
  if (flags & SegmentFlag.special) {
    return 'special';
  }
  return position % 2 === 0 ? 'even' : 'odd';
}

const whitespace = /\r\n|[^\S\r\n]|[\r\n]/g;

function drawWhitespace(drawing: Drawing, document: TextDocument, range: Range): void {
  const text = document.getText(range);
  const start = document.offsetAt(range.start);
  for (const match of text.matchAll(whitespace)) {
    const offset = start + match.index;
    const position = document.positionAt(offset);
    const kind = kindOf(match[0]);
    drawing.whitespace[kind].push(
      kind === 'lineBreak'
        ? new Range(position, position)
        : new Range(position, document.positionAt(offset + match[0].length)),
    );
  }
}

function kindOf(text: string): WhitespaceKind {
  switch (text) {
    case ' ':
      return 'space';
    case '\t':
      return 'tab';
    case '\n':
    case '\r':
    case '\r\n':
      return 'lineBreak';
    default:
      return 'other';
  }
}
