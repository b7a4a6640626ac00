import {
  DecorationRangeBehavior,
  ThemeColor,
  window,
  type TextEditorDecorationType,
  type ThemableDecorationAttachmentRenderOptions,
} from 'vscode';
import { Color } from '../../common/contributions';
import { Disposables } from '../lifecycle/disposables';

const idLook: ThemableDecorationAttachmentRenderOptions = {
  color: new ThemeColor(Color.idForeground),
  margin: '0 0.35em 0 0.15em',
  // There is no option for a smaller font; VS Code passes this text into the rule as it is.
  textDecoration: 'none; font-size: 0.72em; font-variant-numeric: tabular-nums',
};

/** The looks that a segment's background can have. */
export type SegmentLook = 'even' | 'odd' | 'special' | 'unknown';

/** Glyphs that stand on whitespace, by what they stand for. */
export const whitespaceGlyphs = { space: '·', tab: '→', lineBreak: '⏎', other: '␣' } as const;
export type WhitespaceKind = keyof typeof whitespaceGlyphs;

/** All decoration types of tokens; one instance serves all editors. */
export class DecorationTypes extends Disposables {
  readonly segments: Readonly<Record<SegmentLook, TextEditorDecorationType>> = {
    even: this.#segment(Color.evenBackground, Color.boundary),
    odd: this.#segment(Color.oddBackground, Color.boundary),
    special: this.#segment(Color.specialBackground, Color.specialBoundary),
    unknown: this.#segment(Color.unknownBackground, Color.unknownBoundary),
  };

  readonly ids = this.add(
    window.createTextEditorDecorationType({
      rangeBehavior: DecorationRangeBehavior.ClosedClosed,
      // Before the place where the token ends: VS Code draws that inside the token's background, and
      // what is attached after the token inside the next one's.
      before: idLook,
      after: idLook,
    }),
  );

  readonly whitespace: Readonly<Record<WhitespaceKind, TextEditorDecorationType>> = {
    space: this.#glyph('space'),
    tab: this.#glyph('tab'),
    lineBreak: this.#glyph('lineBreak'),
    other: this.#glyph('other'),
  };

  #segment(background: string, boundary: string): TextEditorDecorationType {
    return this.add(
      window.createTextEditorDecorationType({
        rangeBehavior: DecorationRangeBehavior.ClosedClosed,
        backgroundColor: new ThemeColor(background),
        borderColor: new ThemeColor(boundary),
        borderStyle: 'solid',
        borderWidth: '0 0 0 1px',
      }),
    );
  }

  #glyph(kind: WhitespaceKind): TextEditorDecorationType {
    return this.add(
      window.createTextEditorDecorationType({
        rangeBehavior: DecorationRangeBehavior.ClosedClosed,
        // No width, and drawn back over the whitespace that it names: the text stays put. Behind the
        // whitespace, since before it there may be an id.
        after: {
          contentText: whitespaceGlyphs[kind],
          color: new ThemeColor(Color.whitespaceForeground),
          width: '0',
          margin: kind === 'lineBreak' ? '0' : '0 1ch 0 -1ch',
        },
      }),
    );
  }
}
