import {
  DecorationRangeBehavior,
  MarkdownString,
  OverviewRulerLane,
  ThemeColor,
  window,
  type DecorationOptions,
  type TextDocument,
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

/** Shows the marks of one result at a time in every editor of its document, where its text is now. */
export class LabMarks extends Disposables {
  readonly #types = new Map<string, TextEditorDecorationType>();
  #tracker: RangeTracker | null = null;
  #document: TextDocument | null = null;
  #marks: readonly LabMark[] = [];

  constructor() {
    super();
    // An editor that is shown again has lost its decorations.
    this.add(window.onDidChangeVisibleTextEditors(() => this.#draw()));
  }

  get marks(): readonly LabMark[] {
    return this.#marks;
  }

  show(document: TextDocument, marks: readonly LabMark[]): void {
    this.#tracker?.dispose();
    const start = document.positionAt(0);
    const ranges = marks.map((mark) => rangeFrom(document, start, mark));
    this.#tracker = new RangeTracker(document, ranges);
    this.#document = document;
    this.#marks = marks;
    this.#draw();
  }

  clear(): void {
    this.#tracker?.dispose();
    this.#tracker = null;
    this.#document = null;
    this.#marks = [];
    this.#draw();
  }

  override dispose(): void {
    super.dispose();
    this.#tracker?.dispose();
    this.#types.forEach((type) => type.dispose());
  }

  #draw(): void {
    const byColor = new Map<string, DecorationOptions[]>();
    this.#marks.forEach(({ color, hover }, index) => {
      const now = this.#tracker?.ranges[index]?.current;
      if (now) {
        const options = { range: now.range, hoverMessage: hoverOf(hover) };
        const same = byColor.get(color);
        if (same) {
          same.push(options);
        } else {
          byColor.set(color, [options]);
        }
      }
    });
    for (const color of new Set([...byColor.keys(), ...this.#types.keys()])) {
      const type = this.#type(color);
      for (const editor of window.visibleTextEditors) {
        const shown = editor.document === this.#document ? (byColor.get(color) ?? []) : [];
        editor.setDecorations(type, shown);
      }
    }
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

function hoverOf(lines: readonly string[]): MarkdownString[] {
  return lines.map((line) => new MarkdownString().appendText(line));
}
