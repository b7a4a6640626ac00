import { css } from 'lit';

export const tokenTableStyles = css`
  :host {
    display: block;
    min-height: 0;
    overflow: auto;
    /* The virtualizer keeps the place itself. */
    overflow-anchor: none;
  }
  [role='grid'] {
    min-width: fit-content;
    min-height: 100%;
  }
  .line {
    display: grid;
    grid-template-columns:
      5.5ch minmax(7em, 1.4fr) 7ch minmax(6em, 1.2fr) 13ch minmax(9em, 1.6fr)
      6ch 8ch;
    min-width: 620px;
    width: 100%;
    padding: 0 var(--tokenscope-gutter);
    column-gap: 10px;
    font-family: var(--vscode-editor-font-family, monospace);
    font-size: 12px;
  }
  .head {
    position: sticky;
    top: 0;
    z-index: 1;
    border-bottom: 1px solid var(--tokenscope-line);
    background: var(--vscode-sideBar-background);
  }
  button {
    width: 100%;
    overflow: hidden;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font-family: var(--vscode-font-family);
    font-size: 11px;
    font-weight: 600;
    line-height: 22px;
    text-align: inherit;
    white-space: nowrap;
    cursor: pointer;
  }
  .row {
    height: 22px;
    line-height: 22px;
    cursor: pointer;
  }
  .row:hover,
  .row.active {
    background: var(--vscode-list-hoverBackground);
  }
  .row.cursor {
    outline: 1px solid var(--tokenscope-linked);
    outline-offset: -1px;
  }
  .cell {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: pre;
  }
  .numeric {
    text-align: right;
  }
  .special {
    color: var(--tokenscope-special-boundary);
  }
  .unknown {
    color: var(--tokenscope-unknown-boundary);
  }
`;
