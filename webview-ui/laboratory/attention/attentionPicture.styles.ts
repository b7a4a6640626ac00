import { css } from 'lit';

export const attentionPictureStyles = css`
  :host {
    overflow-x: auto;
    /* Read back by the painters: the colour of lines, of letters, and what is behind them. */
    border: 0 solid var(--tokenscope-bar);
    background-color: var(--vscode-panel-background, var(--vscode-editor-background));
    color: var(--vscode-foreground);
    font: 12px var(--vscode-font-family);
  }
  .picture {
    position: relative;
  }
  canvas {
    display: block;
    width: 100%;
    height: 100%;
  }
  .token {
    position: absolute;
    display: flex;
    align-items: center;
    padding: 0 4px;
    border: 0;
    border-radius: 3px;
    background: none;
    color: inherit;
    font: inherit;
    white-space: nowrap;
    overflow: hidden;
  }
  .token.start {
    justify-content: flex-start;
  }
  .token.center {
    justify-content: center;
  }
  .token.end {
    justify-content: flex-end;
  }
  .token.upright {
    writing-mode: vertical-rl;
    rotate: 180deg;
    padding: 4px 0;
  }
  .token.on {
    background: var(--vscode-list-hoverBackground);
  }
  .token.masked {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
    font-weight: 600;
  }
  .token[aria-pressed] {
    cursor: pointer;
  }
  p {
    margin: 4px 0;
  }
`;
