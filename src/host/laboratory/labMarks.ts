import {
  DecorationRangeBehavior,
  MarkdownString,
  OverviewRulerLane,
  Range,
  ThemeColor,
  window,
  type DecorationOptions,
  type TextDocument,
  type TextEditor,
  type TextEditorDecorationType,
} from 'vscode';
import type { Color } from '../../common/contributions';
import type { OffsetRange } from '../../common/protocol/tokenizer/tokens';
import { rangeFrom } from '../documents/paragraph';
import { RangeTracker } from '../documents/trackedRange';
import { Disposables } from '../lifecycle/disposables';

/** A colour that a result lays on a part of its document. */
export interface LabMark extends OffsetRange {
  readonly color: (typeof Color)[keyof typeof Color];
  /** What the hover says, a line each; plain text. */
  readonly hover: readonly string[];
}

/** Gives the marks near a range of the document as it is now. */
export type MarksNear = (range: OffsetRange) => readonly LabMark[];

/** Marks that are drawn wherever they are; of more only those near what is visible. */
const drawnAnywhere = 1_000;
/** Lines above and below the visible ones in which marks are drawn. */
const linesAround = 100;

/** Shows the marks of one result at a time in every editor of its document, where its text is now. */
export class LabMarks extends Disposables {
  readonly #types = new Map<string, TextEditorDecorationType>();
  #tracker: RangeTracker | null = null;
  #document: TextDocument | null = null;
  #marks: readonly LabMark[] = [];
  #near: MarksNear | null = null;

  constructor() {
    super();
    // An editor that is shown again has lost its decorations.
    this.add(window.onDidChangeVisibleTextEditors(() => this.#draw()));
    this.add(
      window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
        const some = this.#near !== null || this.#marks.length > drawnAnywhere;
        if (textEditor.document === this.#document && some) {
          this.#draw();
        }
      }),
    );
  }

  get marks(): readonly LabMark[] {
    const all = { start: 0, end: this.#document?.getText().length ?? 0 };
    return this.#near?.(all) ?? this.#marks;
  }

  /** How many marks are drawn in an editor now, for tests. */
  drawnIn(editor: TextEditor): number {
    return [...this.#optionsIn(editor).values()].flat().length;
  }

  show(document: TextDocument, marks: readonly LabMark[]): void {
    this.#tracker?.dispose();
    const start = document.positionAt(0);
    const ranges = marks.map((mark) => rangeFrom(document, start, mark));
    this.#tracker = new RangeTracker(document, ranges);
    this.#document = document;
    this.#marks = marks;
    this.#near = null;
    this.#draw();
  }

  /** Shows very many marks, of which only those near what an editor shows are asked for. */
  showNear(document: TextDocument, near: MarksNear): void {
    this.#tracker?.dispose();
    this.#tracker = null;
    this.#document = document;
    this.#marks = [];
    this.#near = near;
    this.#draw();
  }

  clear(): void {
    this.#tracker?.dispose();
    this.#tracker = null;
    this.#document = null;
    this.#marks = [];
    this.#near = null;
    this.#draw();
  }

  override dispose(): void {
    super.dispose();
    this.#tracker?.dispose();
    this.#types.forEach((type) => type.dispose());
  }

  #draw(): void {
    for (const editor of window.visibleTextEditors) {
      const byColor = editor.document === this.#document ? this.#optionsIn(editor) : null;
      for (const color of new Set([...(byColor?.keys() ?? []), ...this.#types.keys()])) {
        editor.setDecorations(this.#type(color), byColor?.get(color) ?? []);
      }
    }
  }

  #optionsIn(editor: TextEditor): Map<string, DecorationOptions[]> {
    const byColor = new Map<string, DecorationOptions[]>();
    const add = ({ color, hover }: LabMark, range: Range): void => {
      const options = byColor.get(color) ?? [];
      byColor.set(color, options);
      options.push({ range, hoverMessage: hoverOf(hover) });
    };
    if (this.#near !== null) {
      const { document } = editor;
      for (const mark of this.#near(visibleOffsets(editor))) {
        add(mark, rangeFrom(document, document.positionAt(0), mark));
      }
      return byColor;
    }
    const near = this.#marks.length > drawnAnywhere ? nearVisible(editor) : null;
    this.#marks.forEach((mark, index) => {
      const range = this.#tracker?.ranges[index]?.current?.range;
      if (range && (!near || near.some((lines) => lines.intersection(range)))) {
        add(mark, range);
      }
    });
    return byColor;
  }

  #type(color: string): TextEditorDecorationType {
    const known = this.#types.get(color);
    if (known) {
      return known;
    }
    const type = window.createTextEditorDecorationType({
      backgroundColor: new ThemeColor(color),
      overviewRulerColor: new ThemeColor(color),
      overviewRulerLane: OverviewRulerLane.Right,
      borderRadius: '2px',
      rangeBehavior: DecorationRangeBehavior.ClosedClosed,
    });
    this.#types.set(color, type);
    return type;
  }
}

/** What an editor shows, and some lines around it. */
function nearVisible({ document, visibleRanges }: TextEditor): Range[] {
  return visibleRanges.map(({ start, end }) =>
    document.validateRange(
      new Range(Math.max(0, start.line - linesAround), 0, end.line + linesAround, 0),
    ),
  );
}

/** From the first to the last place that an editor shows. */
export function visibleOffsets({ document, visibleRanges }: TextEditor): OffsetRange {
  const [first] = visibleRanges;
  const last = visibleRanges.at(-1);
  return {
    start: first ? document.offsetAt(first.start) : 0,
    end: last ? document.offsetAt(last.end) : 0,
  };
}

function hoverOf(lines: readonly string[]): MarkdownString[] {
  return lines.map((line) => new MarkdownString().appendText(line));
}
