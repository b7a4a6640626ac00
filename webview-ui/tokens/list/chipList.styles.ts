import { css } from 'lit';

export const chipListStyles = css`
  :host {
    display: block;
    min-height: 0;
    overflow: auto;
    /* The virtualizer keeps the place itself. */
    overflow-anchor: none;
    padding: 6px var(--tokenscope-gutter) 12px;
    font-family: var(--vscode-editor-font-family, monospace);
    font-size: var(--vscode-editor-font-size, 13px);
  }
  [role='listbox'] {
    min-height: 100%;
  }
  .row {
    width: 100%;
    padding: 1px 0;
    line-height: 1.9;
  }
  .selection {
    padding: 8px 0 2px;
    font-family: var(--vscode-font-family);
    font-size: 11px;
  }
  .chip {
    display: inline-block;
    max-width: 100%;
    line-height: 1.35;
    padding: 2px 1px 2px 2px;
    border-left: 1px solid var(--tokenscope-boundary);
    background: var(--tokenscope-even);
    cursor: pointer;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .chip.odd {
    background: var(--tokenscope-odd);
  }
  .chip.special {
    border-left-color: var(--tokenscope-special-boundary);
    background: var(--tokenscope-special);
  }
  .chip.unknown {
    border-left-color: var(--tokenscope-unknown-boundary);
    background: var(--tokenscope-unknown);
  }
  .chip.hovered,
  .chip.cursor {
    outline: 1px solid var(--tokenscope-linked);
    outline-offset: -1px;
  }
  .chip.cursor {
    outline-width: 2px;
  }
  .glyph {
    color: var(--tokenscope-whitespace);
  }
  .id {
    margin-left: 3px;
    padding-right: 2px;
    color: var(--tokenscope-id);
    font-size: 0.72em;
  }
  :host([projector]) {
    font-size: calc(var(--vscode-editor-font-size, 13px) * 1.5);
  }
  :host([projector]) .id {
    font-size: 0.85em;
  }
`;
