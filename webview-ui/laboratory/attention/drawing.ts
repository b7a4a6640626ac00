/** A picture in CSS pixels, which is painted on a canvas and written as SVG from the same parts. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly labels: readonly Label[];
  readonly curves: readonly Curve[];
  readonly cells: readonly DrawingCell[];
}

export interface Label {
  /** Index of the token. */
  readonly token: number;
  readonly side: 'from' | 'to';
  readonly text: string;
  /** Box of the label. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly align: 'start' | 'center' | 'end';
  /** Written from the bottom to the top. */
  readonly upright: boolean;
}

export interface Curve {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** Whether the curve leaves its ends sideways or up and down. */
  readonly flow: 'sideways' | 'down';
}

export interface DrawingCell {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** Weights that are drawn, and how. */
export interface DrawingInput {
  readonly tokens: readonly string[];
  /** [from, to] of all tokens. */
  readonly weights: ArrayLike<number>;
  /** Indexes of the tokens that are drawn. */
  readonly shown: readonly number[];
  /** Width of a text in pixels. */
  readonly measure: (text: string) => number;
}

/** The weight of a pair. */
export function weightOf({ weights, tokens }: DrawingInput, from: number, to: number): number {
  return weights[from * tokens.length + to] ?? 0;
}

/** The two control points of a curve, as both painters use them. */
export function controlPoints({ x1, y1, x2, y2, flow }: Curve): [number, number, number, number] {
  return flow === 'sideways'
    ? [(x1 + x2) / 2, y1, (x1 + x2) / 2, y2]
    : [x1, (y1 + y2) / 2, x2, (y1 + y2) / 2];
}
