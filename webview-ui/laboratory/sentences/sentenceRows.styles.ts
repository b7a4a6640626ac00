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
  tr.open > td {
    border-bottom: none;
  }
  tr.words:hover {
    background: none;
  }
  tr.words > td {
    padding: 2px 0 8px 24px;
  }
  tr:has(+ tr.words) > td {
    border-bottom: none;
  }
  .higher {
    font-weight: 600;
  }
  .narrow {
    display: none;
  }
  @container (max-width: 419px) {
    .wide {
      display: none;
    }
  }
`;
