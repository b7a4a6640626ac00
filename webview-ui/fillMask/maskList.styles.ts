import { css } from 'lit';

/** One grid for header and rows, so that columns line up; columns leave as the list gets narrow. */
export const maskListStyles = css`
  :host {
    container-type: inline-size;
  }
  header {
    display: flex;
    align-items: center;
    gap: 6px;
    min-height: 26px;
    padding-inline: var(--tokenscope-gutter) calc(var(--tokenscope-gutter) - 3px);
  }
  slot[name='heading'] {
    display: block;
    flex: 1;
    min-width: 0;
  }
  h2 {
    flex: 1;
    min-width: 0;
    margin: 0;
    overflow: hidden;
    font-size: 11px;
    font-weight: 600;
    text-overflow: ellipsis;
    text-transform: uppercase;
    white-space: nowrap;
  }
  .table {
    display: grid;
    grid-template-columns: auto fit-content(34%) minmax(40px, 1fr) auto auto auto;
    column-gap: 8px;
  }
  .list,
  .row {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
  }
  .row {
    position: relative;
    align-items: center;
    min-height: 22px;
    padding-inline: var(--tokenscope-gutter);
    line-height: 22px;
    cursor: default;
  }
  .head {
    color: var(--tokenscope-dim);
    font-size: 11px;
  }
  .original {
    margin-bottom: 2px;
    border-bottom: 1px solid var(--tokenscope-line);
  }
  .number {
    text-align: end;
    white-space: nowrap;
  }
  .rank,
  .log,
  .id {
    color: var(--tokenscope-dim);
  }
  .word {
    display: flex;
    align-items: center;
    gap: 6px;
    min-width: 0;
  }
  .text {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: pre;
  }
  .tag {
    flex: none;
    color: var(--tokenscope-dim);
    font-size: 11px;
  }
  .word vscode-icon {
    flex: none;
    color: var(--vscode-charts-green);
  }
  .bar {
    height: 6px;
    border-radius: 3px;
    background: color-mix(in srgb, var(--vscode-foreground) 8%, transparent);
    overflow: hidden;
  }
  .head .bar {
    background: none;
  }
  .bar > span {
    display: block;
    height: 100%;
    border-radius: 3px;
    background: var(--tokenscope-bar);
  }
  .row[role='option'] {
    cursor: pointer;
  }
  .row[role='option']:hover {
    background: var(--vscode-list-hoverBackground);
    color: var(--vscode-list-hoverForeground, inherit);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  .row[role='option']:focus-visible {
    background: var(--vscode-list-inactiveSelectionBackground);
    outline: 1px solid var(--vscode-focusBorder);
  }
  .list[aria-disabled='true'] .row,
  .row[aria-disabled='true'] {
    cursor: default;
  }
  .row[aria-disabled='true'] .text {
    color: var(--tokenscope-dim);
  }
  .more {
    margin: 6px var(--tokenscope-gutter);
  }

  /* The id leaves first, then ln p; both stay in each row's title. */
  @container (max-width: 399px) {
    .table {
      grid-template-columns: auto fit-content(34%) minmax(40px, 1fr) auto auto;
    }
    .id {
      display: none;
    }
  }
  @container (max-width: 279px) {
    .table {
      grid-template-columns: auto minmax(0, 1fr) auto;
    }
    .log,
    .head .bar {
      display: none;
    }
    .row .bar {
      position: absolute;
      inset: auto var(--tokenscope-gutter) 1px;
      height: 2px;
    }
    .row[role='option'],
    .original {
      min-height: 26px;
      padding-bottom: 3px;
    }
  }
`;
