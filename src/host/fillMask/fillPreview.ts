import {
  DecorationRangeBehavior,
  ThemeColor,
  window,
  type DecorationOptions,
  type TextDocument,
} from 'vscode';
import { Disposables } from '../lifecycle/disposables';
import type { MaskFill, MaskPlaces } from './maskPlaces';

/** Shows in the editor what a candidate would look like in its mask's place; the text is not edited. */
export class FillPreview extends Disposables {
  readonly #type = this.add(
    window.createTextEditorDecorationType({
      opacity: '0.35',
      rangeBehavior: DecorationRangeBehavior.ClosedClosed,
      before: {
        color: new ThemeColor('editorGhostText.foreground'),
        fontStyle: 'italic',
        margin: '0 3px 0 0',
      },
    }),
  );
  #shown: readonly DecorationOptions[] = [];

  /** What is previewed now. */
  get shown(): readonly DecorationOptions[] {
    return this.#shown;
  }

  show(places: MaskPlaces, fills: readonly MaskFill[]): void {
    const { document } = places.input;
    const options = fills.flatMap(({ start, text }): DecorationOptions[] => {
      const range = places.rangeOf(start);
      return range ? [{ range, renderOptions: { before: { contentText: text } } }] : [];
    });
    this.#draw(document, options);
  }

  clear(): void {
    this.#draw(null, []);
  }

  #draw(document: TextDocument | null, options: readonly DecorationOptions[]): void {
    this.#shown = options;
    for (const editor of window.visibleTextEditors) {
      editor.setDecorations(this.#type, editor.document === document ? options : []);
    }
  }
}
