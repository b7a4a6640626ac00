import { css } from 'lit';

export const decodeTabStyles = css`
  :host {
    flex: 1;
    min-height: 0;
    overflow: auto;
  }
  .input {
    display: grid;
    gap: 6px;
    padding: 8px var(--tokenscope-gutter);
  }
  textarea {
    width: 100%;
    padding: 4px 6px;
    border: 1px solid var(--vscode-input-border, var(--tokenscope-line));
    border-radius: 2px;
    background: var(--vscode-input-background);
    color: var(--vscode-input-foreground);
    font-family: var(--vscode-editor-font-family, monospace);
    font-size: 12px;
    resize: vertical;
  }
  textarea::placeholder {
    color: var(--vscode-input-placeholderForeground);
  }
  .title {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: 2px var(--tokenscope-gutter);
  }
  h3 {
    margin: 0;
    font-size: 11px;
    font-weight: 600;
  }
  pre {
    max-height: 40vh;
    margin: 0 var(--tokenscope-gutter) 8px;
    padding: 6px;
    overflow: auto;
    border: 1px solid var(--tokenscope-line);
    font-family: var(--vscode-editor-font-family, monospace);
    font-size: var(--vscode-editor-font-size, 13px);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  ol {
    display: flex;
    flex-wrap: wrap;
    gap: 3px 1px;
    margin: 0;
    padding: 2px var(--tokenscope-gutter) 12px;
    font-family: var(--vscode-editor-font-family, monospace);
    font-size: var(--vscode-editor-font-size, 13px);
    list-style: none;
  }
  li {
    max-width: 100%;
    padding: 1px 3px;
    border-left: 1px solid var(--tokenscope-boundary);
    background: var(--tokenscope-even);
    overflow-wrap: anywhere;
  }
  .odd {
    background: var(--tokenscope-odd);
  }
  .special {
    background: var(--tokenscope-special);
  }
  .unknown {
    background: var(--tokenscope-unknown);
  }
  .id {
    margin-left: 3px;
    color: var(--tokenscope-id);
    font-size: 0.72em;
  }
`;
