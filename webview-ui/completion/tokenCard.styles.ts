import { css } from 'lit';

export const tokenCardStyles = css`
  :host {
    position: fixed;
    z-index: 10;
    width: min(272px, calc(100vw - 16px));
    max-height: min(340px, calc(100vh - 16px));
    overflow-y: auto;
    padding: 8px 10px 6px;
    border: 1px solid
      var(--vscode-contrastBorder, var(--vscode-editorHoverWidget-border, var(--tokenscope-line)));
    border-radius: 6px;
    background: var(--vscode-editorHoverWidget-background, var(--vscode-editorWidget-background));
    box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
    color: var(--vscode-editorHoverWidget-foreground, var(--vscode-foreground));
    font-size: 12px;
    line-height: 18px;
  }
  .title {
    display: flex;
    justify-content: space-between;
    gap: 8px;
    font-family: var(--vscode-editor-font-family, monospace);
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .id {
    flex: none;
    font-weight: normal;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 10px;
    margin-bottom: 6px;
    font-size: 11px;
  }
  .facts .value {
    color: var(--vscode-foreground);
  }
  .part + .part {
    margin-top: 8px;
    padding-top: 6px;
    border-top: 1px solid var(--tokenscope-line);
  }
  ul {
    margin: 0 -6px;
    padding: 0;
    list-style: none;
  }
  button {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 64px 58px;
    align-items: center;
    gap: 8px;
    width: 100%;
    height: 22px;
    padding: 0 6px;
    border: none;
    border-radius: 3px;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  button[aria-disabled='true'] {
    cursor: default;
  }
  button:hover:not([aria-disabled='true']),
  button:focus-visible {
    background: var(--vscode-list-hoverBackground);
  }
  :host-context(.vscode-high-contrast) button:hover {
    outline: 1px dashed var(--vscode-contrastActiveBorder);
    outline-offset: -1px;
  }
  .word {
    overflow: hidden;
    font-family: var(--vscode-editor-font-family, monospace);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .own .word {
    font-weight: 700;
  }
  .bar {
    height: 8px;
    border-radius: 2px;
    background: color-mix(in srgb, var(--vscode-foreground) 9%, transparent);
  }
  .bar span {
    display: block;
    min-width: 1px;
    height: 100%;
    border-radius: 2px;
    background: var(--tokenscope-bar);
  }
  .number {
    text-align: end;
    white-space: nowrap;
  }
`;
