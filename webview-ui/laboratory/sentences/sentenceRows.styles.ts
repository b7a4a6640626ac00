import { css } from 'lit';

/** The table of sentences and that of pairs. */
export const sentenceRowsStyles = css`
  :host {
    container-type: inline-size;
  }
  table {
    width: 100%;
  }
  th,
  td {
    line-height: 1.4;
  }
  th.text,
  td.text {
    width: 100%;
  }
  td.text {
    overflow-wrap: anywhere;
  }
  .line {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 4px;
    align-items: start;
  }
  button {
    display: grid;
    place-items: center;
    width: 20px;
    height: 20px;
    padding: 0;
    border: none;
    border-radius: 3px;
    background: none;
    color: var(--vscode-icon-foreground);
    cursor: pointer;
  }
  button:hover {
    background: var(--vscode-toolbar-hoverBackground);
  }
  .number:last-child {
    padding-right: 4px;
  }
  .higher {
    font-weight: 600;
  }
  /* What follows from the other numbers goes first. */
  @container (max-width: 519px) {
    th.number {
      white-space: normal;
    }
    .wide {
      display: none;
    }
  }
  @container (max-width: 359px) {
    .medium {
      display: none;
    }
  }
`;
