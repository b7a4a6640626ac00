import {
  DecorationRangeBehavior,
  ThemeColor,
  window,
  type TextEditorDecorationType,
  type ThemableDecorationAttachmentRenderOptions,
} from 'vscode';
import { Color } from '../../common/contributions';
import { Disposables } from '../lifecycle/disposables';

/** What sets one style of decorations apart from another. */
interface Style {
  readonly even: string;
  readonly odd: string;
  readonly id: string;
  readonly idFont: string;
  readonly boundaryWidth: string;
}

const styles = {
  plain: {
    even: Color.evenBackground,
    odd: Color.oddBackground,
    id: Color.idForeground,
    idFont: 'font-size: 0.72em',
    boundaryWidth: '1px',
  },
  projector: {
    even: Color.projectorEvenBackground,
    odd: Color.projectorOddBackground,
    id: Color.projectorIdForeground,
    idFont: 'font-size: 1.1em; font-weight: 700',
    boundaryWidth: '2px',
  },
} as const satisfies Record<string, Style>;

/** `projector` is for showing tokens to a room. */
export type DecorationStyle = keyof typeof styles;

/** The looks that a segment's background can have. */
export type SegmentLook = 'even' | 'odd' | 'special' | 'unknown';

/** Glyphs that stand on whitespace, by what they stand for. */
export const whitespaceGlyphs = { space: '·', tab: '→', lineBreak: '⏎', other: '␣' } as const;
export type WhitespaceKind = keyof typeof whitespaceGlyphs;

/** All decoration types of tokens in one style; one instance serves all editors. */
export class DecorationTypes extends Disposables {
  readonly #style: Style;

  readonly segments: Readonly<Record<SegmentLook, TextEditorDecorationType>>;
  readonly ids: TextEditorDecorationType;
  readonly whitespace: Readonly<Record<WhitespaceKind, TextEditorDecorationType>>;

  constructor(readonly style: DecorationStyle) {
    super();
    this.#style = styles[style];
    this.segments = {
      even: this.#segment(this.#style.even, Color.boundary),
      odd: this.#segment(this.#style.odd, Color.boundary),
      special: this.#segment(Color.specialBackground, Color.specialBoundary),
      unknown: this.#segment(Color.unknownBackground, Color.unknownBoundary),
    };
    this.ids = this.#ids();
    this.whitespace = {
      space: this.#glyph('space'),
      tab: this.#glyph('tab'),
      lineBreak: this.#glyph('lineBreak'),
      other: this.#glyph('other'),
    };
  }

  #ids(): TextEditorDecorationType {
    const look: ThemableDecorationAttachmentRenderOptions = {
      color: new ThemeColor(this.#style.id),
      margin: '0 0.35em 0 0.15em',
      // There is no option for the font's size; VS Code passes this text into the rule as it is.
      textDecoration: `none; font-variant-numeric: tabular-nums; ${this.#style.idFont}`,
    };
    return this.add(
      window.createTextEditorDecorationType({
        rangeBehavior: DecorationRangeBehavior.ClosedClosed,
        // Before the place where the token ends: VS Code draws that inside the token's background, and
        // what is attached after the token inside the next one's.
        before: look,
        after: look,
      }),
    );
  }

  #segment(background: string, boundary: string): TextEditorDecorationType {
    return this.add(
      window.createTextEditorDecorationType({
        rangeBehavior: DecorationRangeBehavior.ClosedClosed,
        backgroundColor: new ThemeColor(background),
        borderColor: new ThemeColor(boundary),
        borderStyle: 'solid',
        borderWidth: `0 0 0 ${this.#style.boundaryWidth}`,
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
