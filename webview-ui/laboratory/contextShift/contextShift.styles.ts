import { css } from 'lit';

export const contextShiftStyles = css`
  :host {
    container-type: inline-size;
  }
  tokenscope-text-field {
    flex: 1 1 260px;
    min-width: 0;
  }
  .divergence {
    margin: 2px 0 6px;
  }
  .divergence strong {
    font-variant-numeric: tabular-nums;
  }
  .columns {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 270px), 1fr));
    gap: 10px 28px;
    max-width: 860px;
  }
  .prompt {
    display: flex;
    align-items: baseline;
    gap: 12px;
  }
  .prompt .dim {
    flex: none;
    margin-inline-start: auto;
  }
  h3 {
    min-width: 0;
    margin: 0;
    font-size: 13px;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  table {
    width: 100%;
  }
  th {
    white-space: nowrap;
  }
  th,
  td {
    padding-block: 1px;
  }
  th.number,
  td.number {
    text-align: end;
  }
  td:first-child {
    max-width: 120px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .share {
    width: 30%;
    min-width: 40px;
  }
  .continuation {
    max-width: 560px;
    margin-top: 12px;
  }
  .sum td {
    font-weight: 600;
  }
  .ratios {
    margin: 4px 0 14px;
  }
  .sides {
    width: 40%;
    min-width: 70px;
    white-space: nowrap;
  }
  td.sides span:last-child {
    float: inline-end;
  }
  .sides svg {
    display: block;
    width: 100%;
    height: 12px;
  }
  .sides rect {
    fill: var(--vscode-charts-blue);
  }
  .sides rect.second {
    fill: var(--vscode-charts-orange);
  }
  .sides line {
    stroke: var(--tokenscope-dim);
    vector-effect: non-scaling-stroke;
  }
  vscode-button[slot='form'] {
    flex: none;
  }
  @container (max-width: 360px) {
    .ratios .other,
    .sides span {
      display: none;
    }
    .share {
      display: none;
    }
    th.number {
      white-space: normal;
    }
    th,
    td {
      padding-inline-end: 4px;
    }
    td:first-child {
      max-width: 48px;
    }
  }
  /* The ratio says it, too. */
  @container (max-width: 220px) {
    .other {
      display: none;
    }
    .prompt {
      flex-wrap: wrap;
      gap: 0 12px;
    }
    th {
      overflow-wrap: anywhere;
    }
    .continuation {
      font-size: 11px;
    }
    .continuation td:first-child {
      max-width: 40px;
    }
  }
`;
