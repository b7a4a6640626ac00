import { weightOf, type Drawing, type DrawingInput, type Label } from './drawing';

const longestLabel = 90;

/** A matrix: rows are the tokens that attend, columns those attended to. */
export function matrixDrawing(input: DrawingInput): Drawing {
  const { shown, tokens, measure } = input;
  const size = shown.length <= 24 ? 16 : 12;
  const widest = Math.max(...shown.map((token) => measure(tokens[token] ?? '')));
  const edge = Math.min(longestLabel, widest + 8);
  const label = (token: number, side: Label['side'], index: number): Label => {
    const along = edge + index * size;
    const shared = { token, side, text: tokens[token] ?? '' };
    return side === 'from'
      ? { ...shared, x: 0, y: along, width: edge, height: size, align: 'end', upright: false }
      : { ...shared, x: along, y: 0, width: size, height: edge, align: 'start', upright: true };
  };
  const cells = shown.flatMap((from, row) =>
    shown.map((to, column) => ({
      from,
      to,
      weight: weightOf(input, from, to),
      x: edge + column * size,
      y: edge + row * size,
      size,
    })),
  );
  return {
    width: edge + shown.length * size,
    height: edge + shown.length * size,
    labels: [
      ...shown.map((token, index) => label(token, 'from', index)),
      ...shown.map((token, index) => label(token, 'to', index)),
    ],
    curves: [],
    cells,
  };
}
