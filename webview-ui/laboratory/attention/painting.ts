import { controlPoints, type Drawing, type Label } from './drawing';

export interface Paint {
  /** CSS colours, resolved. */
  readonly ink: string;
  readonly text: string;
  readonly background: string | null;
  /** CSS font of the labels. */
  readonly font: string;
  /** The weight that is drawn in full colour. */
  readonly strongest: number;
  /** Weights below it are left out. */
  readonly threshold: number;
  /** Only the curves and cells of this token; null for all. */
  readonly only: number | null;
  readonly labels: boolean;
}

/** What cannot be seen on a screen of 256 shades. */
const invisible = 1 / 512;

/** Opacity of a weight; 0 for one that is left out. */
export function opacity(
  weight: number,
  { strongest, threshold }: Pick<Paint, 'strongest' | 'threshold'>,
): number {
  return strongest > 0 && weight >= threshold ? Math.min(1, weight / strongest) : 0;
}

/** Paints a drawing at the origin. */
export function paint(context: CanvasRenderingContext2D, drawing: Drawing, options: Paint): void {
  const { ink, only, background } = options;
  const touches = ({ from, to }: { from: number; to: number }): boolean =>
    only === null || from === only || to === only;
  if (background !== null) {
    context.fillStyle = background;
    context.fillRect(0, 0, drawing.width, drawing.height);
  }
  context.strokeStyle = ink;
  context.fillStyle = ink;
  context.lineWidth = 1.5;
  for (const curve of drawing.curves) {
    const alpha = opacity(curve.weight, options);
    if (alpha < invisible || !touches(curve)) continue;
    context.globalAlpha = alpha;
    context.beginPath();
    context.moveTo(curve.x1, curve.y1);
    context.bezierCurveTo(...controlPoints(curve), curve.x2, curve.y2);
    context.stroke();
  }
  for (const cell of drawing.cells) {
    const alpha = (touches(cell) ? 1 : 0.1) * opacity(cell.weight, options);
    if (alpha < invisible) continue;
    context.globalAlpha = alpha;
    context.fillRect(cell.x, cell.y, cell.size - 1, cell.size - 1);
  }
  context.globalAlpha = 1;
  if (options.labels) {
    context.fillStyle = options.text;
    context.font = options.font;
    context.textBaseline = 'middle';
    for (const label of drawing.labels) {
      paintLabel(context, label);
    }
  }
}

function paintLabel(context: CanvasRenderingContext2D, label: Label): void {
  const { x, y, rotated, anchor } = labelPlace(label);
  context.save();
  context.translate(x, y);
  if (rotated) {
    context.rotate(-Math.PI / 2);
  }
  context.textAlign = anchor;
  context.fillText(label.text, 0, 0);
  context.restore();
}

/** Where a label's text is anchored, vertically at its middle. */
export function labelPlace({ x, y, width, height, align, upright }: Label): {
  x: number;
  y: number;
  rotated: boolean;
  anchor: Label['align'];
} {
  if (upright) {
    return { x: x + width / 2, y: y + height - 4, rotated: true, anchor: 'start' };
  }
  const at = { start: x + 5, center: x + width / 2, end: x + width - 5 }[align];
  return { x: at, y: y + height / 2, rotated: false, anchor: align };
}
