import { css, html, type TemplateResult } from 'lit';
import { surprisalBounds } from '../../../src/common/measures/surprisalLevels';

/** A step of a scale: the number of its colour, and what it stands for. */
export interface ScaleStep {
  readonly level: number;
  readonly text: string;
}

export const colorScaleStyles = css`
  p {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
    margin: 0;
    color: var(--tokenscope-dim);
  }
  .scale {
    display: flex;
    flex-wrap: wrap;
    border-radius: 2px;
    overflow: hidden;
  }
  .scale span {
    min-width: 44px;
    padding: 0 6px;
    color: var(--vscode-foreground);
    font-variant-numeric: tabular-nums;
    text-align: center;
    white-space: nowrap;
  }
`;

/** What the colours mean, in one line. Needs `surprisalColors` and {@link colorScaleStyles}. */
export function colorScale(label: string, steps: readonly ScaleStep[], after = ''): TemplateResult {
  return html`<p>
    <span>${label}</span>
    <span class="scale"
      >${steps.map(({ level, text }) => html`<span class="level${level}">${text}</span>`)}</span
    >
    <span>${after}</span>
  </p>`;
}

/** The five levels of bits. */
export function bitSteps(): ScaleStep[] {
  return surprisalBounds.map((bound, index) => {
    const next = surprisalBounds[index + 1];
    const range = next === undefined ? `≥ ${bound}` : `${bound}–${next}`;
    return { level: index + 1, text: bound === 0 ? `< ${next}` : range };
  });
}
