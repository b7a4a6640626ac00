import { css } from 'lit';

export const nextTokenPanelStyles = css`
  :host {
    container-type: inline-size;
    padding: 2px var(--tokenscope-gutter) 10px;
    --tokenscope-own: color-mix(in srgb, var(--vscode-foreground) 55%, transparent);
    --tokenscope-tempered: color-mix(in srgb, var(--tokenscope-bar) 45%, transparent);
  }
  .place {
    margin: 0 0 4px;
    font-size: 11px;
    overflow-wrap: anywhere;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    margin: 6px 0 2px;
    font-size: 11px;
    line-height: 18px;
  }
  .legend span::before {
    display: inline-block;
    width: 9px;
    height: 9px;
    margin-inline-end: 4px;
    border-radius: 2px;
    background: var(--swatch);
    content: '';
  }
  .own {
    --swatch: var(--tokenscope-own);
  }
  .tempered {
    --swatch: var(--tokenscope-tempered);
  }
  .drawn {
    --swatch: var(--tokenscope-bar);
  }
  ul {
    margin: 0 -6px;
    padding: 0;
    list-style: none;
  }
  .row {
    display: grid;
    grid-template-columns: minmax(56px, 26%) minmax(40px, 1fr) 58px;
    align-items: center;
    gap: 8px;
    width: 100%;
    height: 24px;
    padding: 0 6px;
    border: none;
    border-radius: 3px;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
  }
  button.row {
    cursor: pointer;
  }
  button.row:hover,
  button.row:focus-visible {
    background: var(--vscode-list-hoverBackground);
  }
  .word {
    overflow: hidden;
    font-family: var(--vscode-editor-font-family, monospace);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .bars {
    display: grid;
    gap: 1px;
  }
  .bars span {
    display: block;
    height: 5px;
    min-width: 1px;
    border-radius: 1px;
    background: var(--swatch);
  }
  .actual .word {
    font-weight: 700;
  }
  .number {
    text-align: end;
    white-space: nowrap;
  }
  .wide {
    display: none;
  }
  .cut .word {
    color: var(--tokenscope-dim);
    text-decoration: line-through;
  }
  .cut .own {
    --swatch: color-mix(in srgb, var(--vscode-foreground) 20%, transparent);
  }
  .cut .tempered {
    --swatch: color-mix(in srgb, var(--vscode-foreground) 14%, transparent);
  }
  .cut .drawn {
    visibility: hidden;
  }
  .cut .last {
    color: var(--tokenscope-dim);
  }
  .note {
    margin: 6px 0 0;
    font-size: 11px;
  }
  @container (min-width: 420px) {
    .row {
      grid-template-columns: minmax(56px, 22%) minmax(40px, 1fr) 58px 58px 58px;
    }
    .wide {
      display: block;
    }
  }
`;
