import {
  Range,
  Selection,
  TextEditorRevealType,
  ThemeColor,
  window,
  type TextDocument,
  type TextEditor,
} from 'vscode';
import { Color } from '../../common/contributions';
import type { OffsetRange } from '../../common/protocol/tokenizer/tokens';
import { Disposables } from '../lifecycle/disposables';

/** Shows in the editors where a part of what a view shows stands. */
export class LinkedSpan extends Disposables {
  readonly #type = this.add(
    window.createTextEditorDecorationType({
      backgroundColor: new ThemeColor(Color.linkedBackground),
      outline: '1px solid',
      outlineColor: new ThemeColor(Color.linkedBorder),
      overviewRulerColor: new ThemeColor(Color.linkedBorder),
    }),
  );

  /** Marks the spans in every editor of the document, and nothing else in any editor. */
  show(document: TextDocument, ...spans: readonly OffsetRange[]): void {
    const ranges = spans.map((span) => rangeOf(document, span));
    for (const editor of window.visibleTextEditors) {
      editor.setDecorations(this.#type, editor.document === document ? ranges : []);
    }
  }

  /** Takes the mark away, in whichever document it is. */
  clear(): void {
    for (const editor of window.visibleTextEditors) {
      editor.setDecorations(this.#type, []);
    }
  }

  /**
   * Selects the span and brings it into sight, without taking the focus from the view.
   * @returns the editor; null when none shows the document.
   */
  select(document: TextDocument, { start, end }: OffsetRange): TextEditor | null {
    const editor = window.visibleTextEditors.find((each) => each.document === document);
    if (!editor) {
      return null;
    }
    const range = rangeOf(document, { start, end });
    editor.selection = new Selection(range.start, range.end);
    editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
    return editor;
  }
}

function rangeOf(document: TextDocument, { start, end }: OffsetRange): Range {
  return new Range(document.positionAt(start), document.positionAt(end));
}
