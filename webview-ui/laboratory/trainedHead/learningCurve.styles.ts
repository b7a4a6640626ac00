import { css } from 'lit';

export const learningCurveStyles = css`
  figure {
    margin: 0;
  }
  svg {
    display: block;
    max-width: 100%;
    height: auto;
  }
  .tick,
  .axis {
    fill: var(--tokenscope-dim);
    font-family: inherit;
    font-size: 11px;
    font-variant-numeric: tabular-nums;
  }
  .grid {
    stroke: var(--tokenscope-line);
  }
  .baseline {
    stroke: var(--vscode-charts-orange);
    stroke-width: 1.5;
    stroke-dasharray: 5 4;
  }
  .curve {
    fill: none;
    stroke: var(--vscode-charts-blue);
    stroke-width: 1.5;
  }
  .point line {
    stroke: var(--vscode-charts-blue);
  }
  .point circle {
    fill: var(--vscode-charts-blue);
  }
  figcaption {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 6px;
    font-size: 12px;
  }
  .key {
    width: 18px;
    border-top: 2px solid var(--vscode-charts-blue);
  }
  .majority {
    margin-inline-start: 8px;
    border-top: 2px dashed var(--vscode-charts-orange);
  }
`;
