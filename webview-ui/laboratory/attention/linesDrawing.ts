import { weightOf, type Curve, type Drawing, type DrawingInput, type Label } from './drawing';

const lineHeight = 18;
const gap = 10;
const reach = { sideways: 150, down: 84 };

/** Curves between two rows of tokens where they fit in the width, else between two columns. */
export function linesDrawing(input: DrawingInput, width: number): Drawing {
  const widths = input.shown.map((token) => input.measure(input.tokens[token] ?? '') + gap);
  const total = widths.reduce((sum, each) => sum + each, 0);
  return total <= width ? inRows(input, widths, total) : inColumns(input, widths);
}

function inRows(input: DrawingInput, widths: readonly number[], total: number): Drawing {
  const starts: number[] = [];
  widths.reduce((x, each, index) => {
    starts[index] = x;
    return x + each;
  }, 0);
  const bottom = lineHeight + reach.down;
  const labels = (side: Label['side'], y: number): Label[] =>
    input.shown.map((token, index) => ({
      token,
      side,
      text: input.tokens[token] ?? '',
      x: starts[index] ?? 0,
      y,
      width: widths[index] ?? 0,
      height: lineHeight,
      align: 'center',
      upright: false,
    }));
  const middle = (index: number): number => (starts[index] ?? 0) + (widths[index] ?? 0) / 2;
  const curves = pairs(input, (from, to) => ({
    x1: middle(from),
    y1: lineHeight,
    x2: middle(to),
    y2: bottom,
    flow: 'down',
  }));
  return {
    width: total,
    height: bottom + lineHeight,
    labels: [...labels('from', 0), ...labels('to', bottom)],
    curves,
    cells: [],
  };
}

function inColumns(input: DrawingInput, widths: readonly number[]): Drawing {
  const column = Math.min(160, Math.max(40, ...widths));
  const labels = (side: Label['side'], x: number): Label[] =>
    input.shown.map((token, index) => ({
      token,
      side,
      text: input.tokens[token] ?? '',
      x,
      y: index * lineHeight,
      width: column,
      height: lineHeight,
      align: side === 'from' ? 'end' : 'start',
      upright: false,
    }));
  const curves = pairs(input, (from, to) => ({
    x1: column,
    y1: (from + 0.5) * lineHeight,
    x2: column + reach.sideways,
    y2: (to + 0.5) * lineHeight,
    flow: 'sideways',
  }));
  return {
    width: 2 * column + reach.sideways,
    height: input.shown.length * lineHeight,
    labels: [...labels('from', 0), ...labels('to', column + reach.sideways)],
    curves,
    cells: [],
  };
}

/** @param place of a pair by the places of its tokens among those shown. */
function pairs(
  input: DrawingInput,
  place: (from: number, to: number) => Pick<Curve, 'x1' | 'y1' | 'x2' | 'y2' | 'flow'>,
): Curve[] {
  const { shown } = input;
  return shown.flatMap((from, row) =>
    shown.flatMap((to, column) => {
      const weight = weightOf(input, from, to);
      return weight > 0 ? [{ from, to, weight, ...place(row, column) }] : [];
    }),
  );
}
