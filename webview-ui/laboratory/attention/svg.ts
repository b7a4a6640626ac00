import { controlPoints, type Drawing, type Label } from './drawing';
import { labelPlace, opacity, type Paint } from './painting';

/** A drawing as an SVG file of its own, with colours resolved. */
export function svgText(drawing: Drawing, options: Paint): string {
  const { ink, text, background, font } = options;
  const { width, height } = drawing;
  const number = (value: number): string => String(Math.round(value * 100) / 100);
  const share = (weight: number): string => opacity(weight, options).toFixed(3);
  const seen = ({ weight }: { weight: number }): boolean => opacity(weight, options) > 0;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${number(width)}" height="${number(height)}" viewBox="0 0 ${number(width)} ${number(height)}">`,
    ...(background === null ? [] : [`<rect width="100%" height="100%" fill="${background}"/>`]),
    `<g fill="none" stroke="${ink}" stroke-width="1.5">`,
    ...drawing.curves.filter(seen).map((curve) => {
      const [cx1, cy1, cx2, cy2] = controlPoints(curve).map(number);
      const [x1, y1, x2, y2] = [curve.x1, curve.y1, curve.x2, curve.y2].map(number);
      return `<path d="M${x1} ${y1}C${cx1} ${cy1} ${cx2} ${cy2} ${x2} ${y2}" stroke-opacity="${share(curve.weight)}"/>`;
    }),
    '</g>',
    `<g fill="${ink}">`,
    ...drawing.cells
      .filter(seen)
      .map(
        ({ x, y, size, weight }) =>
          `<rect x="${number(x)}" y="${number(y)}" width="${size - 1}" height="${size - 1}" fill-opacity="${share(weight)}"/>`,
      ),
    '</g>',
    `<g fill="${text}" style="font:${escapeXml(font)}" dominant-baseline="central">`,
    ...drawing.labels.map(labelText),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

const anchors = { start: 'start', center: 'middle', end: 'end' } as const;

function labelText(label: Label): string {
  const { x, y, rotated, anchor } = labelPlace(label);
  const turn = rotated ? ` transform="rotate(-90 ${x} ${y})"` : '';
  return `<text x="${x}" y="${y}" text-anchor="${anchors[anchor]}"${turn}>${escapeXml(label.text)}</text>`;
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
