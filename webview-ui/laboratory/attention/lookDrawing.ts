import type { AttentionView } from '../../../src/common/protocol/views/laboratory/attention';
import type { AttentionChoice } from './attentionWeightsCache';
import type { Drawing } from './drawing';
import { linesDrawing } from './linesDrawing';
import { matrixDrawing } from './matrixDrawing';

/** What is drawn of a result, and how. */
export interface Look extends AttentionChoice {
  readonly drawing: 'lines' | 'matrix';
  readonly hideSpecial: boolean;
  readonly threshold: number;
}

/** A drawing, with the weight that is painted in full colour. */
export interface LookDrawing {
  readonly drawing: Drawing;
  readonly strongest: number;
}

/** The tokens as they are labelled. */
export function tokenNames({ tokens, masked, maskToken }: AttentionView): string[] {
  return tokens.map(({ token }, index) =>
    index === masked ? (maskToken ?? token) : token.replace(/^Ġ/, '\u00b7'),
  );
}

/** Draws a result, anew only when more than the threshold has changed: that is for the painters. */
export class LookDrawings {
  #key: readonly unknown[] = [];
  #last: LookDrawing | null = null;

  /**
   * @param weights [from, to]; of another size while those of the run before are still there.
   * @param width that lines may take, in CSS pixels. @param font CSS font of the labels.
   */
  of(
    result: AttentionView,
    weights: ArrayLike<number> | null,
    look: Look,
    { width, font }: { readonly width: number; readonly font: string },
  ): LookDrawing | null {
    if (weights?.length !== result.tokens.length ** 2) return null;
    const key = [result, weights, look.drawing, look.hideSpecial, width, font];
    if (this.#last === null || key.some((part, index) => part !== this.#key[index])) {
      this.#key = key;
      this.#last = draw(result, weights, look, width, font);
    }
    return this.#last;
  }
}

function draw(
  result: AttentionView,
  weights: ArrayLike<number>,
  { drawing, hideSpecial }: Look,
  width: number,
  font: string,
): LookDrawing {
  const { tokens } = result;
  // Hiding special tokens affects the drawing only: weights stay as they are (measures).
  const shown = tokens.flatMap(({ special }, index) => (special && hideSpecial ? [] : [index]));
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (context) context.font = font;
  const measure = (text: string) => context?.measureText(text).width ?? 0;
  const input = { tokens: tokenNames(result), weights, shown, measure };
  let strongest = 0;
  for (const from of shown) {
    for (const to of shown) {
      strongest = Math.max(strongest, weights[from * tokens.length + to] ?? 0);
    }
  }
  return {
    drawing: drawing === 'lines' ? linesDrawing(input, width) : matrixDrawing(input),
    strongest,
  };
}
