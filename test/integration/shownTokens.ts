import type { DecorationOptions, Range, TextEditor } from 'vscode';
import type { TokensController } from '../../src/host/tokens/tokensController';
import { until } from './support';

/** What an editor shows of tokens, in the order of the text. */
export interface Shown {
  segments: { text: string; look: string }[];
  ids: string[];
  whitespace: number;
}

/** What is drawn in an editor, once `fits` says that it is what the test waits for. */
export function shownTokens(
  controller: TokensController,
  editor: TextEditor,
  fits: (shown: Shown) => boolean,
): Promise<Shown> {
  return until('the decorations', () => {
    const state = readTokens(controller, editor);
    return state && fits(state) ? state : null;
  });
}

/** What is drawn in an editor now; null where no editor was seen. */
export function readTokens(controller: TokensController, editor: TextEditor): Shown | null {
  const decorator = controller.decorator(editor);
  if (!decorator) {
    return null;
  }
  const { drawing, ids } = decorator.shown;
  const segments = Object.entries<Range[]>(drawing.segments)
    .flatMap(([look, ranges]) => ranges.map((range) => ({ look, range })))
    .sort((a, b) => a.range.start.compareTo(b.range.start))
    .map(({ look, range }) => ({ look, text: editor.document.getText(range) }));
  return {
    segments,
    ids: ids.map(
      ({ renderOptions }: DecorationOptions) =>
        renderOptions?.before?.contentText ?? renderOptions?.after?.contentText ?? '',
    ),
    whitespace: Object.values(drawing.whitespace).flat().length,
  };
}

export function texts({ segments }: Shown): string[] {
  return segments.map(({ text }) => text);
}
