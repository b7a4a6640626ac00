import { css } from 'lit';

export const tokensTabStyles = css`
  :host {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
    /* A low panel scrolls as a whole, so that the tokens keep some lines. */
    overflow: auto;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 6px;
    padding: 0 calc(var(--tokenscope-gutter) - 3px) 4px var(--tokenscope-gutter);
  }
  .tools .tokenizer {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    padding: 0;
    border: 0;
    background: none;
    color: var(--vscode-textLink-foreground);
    font: inherit;
    text-align: left;
    text-overflow: ellipsis;
    white-space: nowrap;
    cursor: pointer;
  }
  .tools .tokenizer:hover {
    color: var(--vscode-textLink-activeForeground);
    text-decoration: underline;
  }
  .note {
    padding: 0 var(--tokenscope-gutter) 6px;
    font-size: 11px;
  }
  tokenscope-error-banner {
    margin: 0 var(--tokenscope-gutter) 8px;
  }
  tokenscope-counts-bar {
    border-bottom: 1px solid var(--tokenscope-line);
  }
  tokenscope-chip-list,
  tokenscope-token-table {
    flex: 1 0 120px;
  }
  .stale {
    opacity: 0.65;
  }
`;
