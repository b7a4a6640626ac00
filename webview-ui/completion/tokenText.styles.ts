import { css } from 'lit';

export const tokenTextStyles = css`
  :host {
    display: inline;
  }
  span {
    white-space: pre-wrap;
  }
  .token {
    border-radius: 2px;
    cursor: pointer;
    outline: 1px solid transparent;
    outline-offset: -1px;
  }
  .token:hover,
  .token.open {
    outline-color: var(--vscode-focusBorder);
  }
  .token:focus-visible {
    outline: 2px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  .token.chosen {
    text-decoration: underline;
    text-decoration-thickness: 2px;
    text-underline-offset: 3px;
  }
  .caret {
    display: inline-block;
    width: 2px;
    height: 1.1em;
    margin-inline-start: 1px;
    background: var(--vscode-editorCursor-foreground, var(--vscode-foreground));
    vertical-align: text-bottom;
  }
  @media (prefers-reduced-motion: no-preference) {
    .caret {
      animation: blink 1s steps(2, jump-none) infinite;
    }
  }
  @keyframes blink {
    to {
      opacity: 0;
    }
  }
`;
