import { css } from 'lit';

export const pagedWordsStyles = css`
  :host {
    container-type: inline-size;
  }
  table {
    width: 100%;
  }
  th:first-child {
    width: 40%;
  }
  td:first-child {
    overflow-wrap: anywhere;
  }
  th button {
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: inherit;
    cursor: pointer;
  }
  th button:hover,
  th:not([aria-sort='none']) button {
    color: var(--vscode-foreground);
  }
  .number:last-child {
    padding-right: 4px;
  }
  vscode-button {
    margin-top: 6px;
  }
  /* The words need the room most. */
  @container (max-width: 519px) {
    th.number {
      white-space: normal;
    }
    .wide {
      display: none;
    }
  }
`;
