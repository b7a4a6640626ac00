import { css } from 'lit';

/** Tables of results: numbers right, words left, a header that stays. */
export const resultTableStyles = css`
  table {
    border-collapse: collapse;
    max-width: 100%;
  }
  th {
    position: sticky;
    top: 0;
    background: var(--vscode-panel-background, var(--vscode-editor-background));
    color: var(--tokenscope-dim);
    font-weight: normal;
    text-align: start;
  }
  th,
  td {
    padding: 3px 12px 3px 0;
    border-bottom: 1px solid var(--tokenscope-line);
    vertical-align: top;
  }
  .number {
    text-align: end;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  tbody tr:hover {
    background: var(--vscode-list-hoverBackground);
  }
  .bar {
    display: inline-block;
    height: 8px;
    background: var(--tokenscope-bar);
    vertical-align: baseline;
  }
`;
