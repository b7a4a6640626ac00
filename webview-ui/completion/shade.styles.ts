import { css } from 'lit';

/**
 * The shades of probabilities. High contrast has lines of different thickness below the text in their
 * place, since its backgrounds are plain.
 */
export const shadeStyles = css`
  .shade-1 {
    --tokenscope-shade: 9%;
  }
  .shade-2 {
    --tokenscope-shade: 18%;
  }
  .shade-3 {
    --tokenscope-shade: 30%;
  }
  .shade-4 {
    --tokenscope-shade: 44%;
  }
  .shade-1,
  .shade-2,
  .shade-3,
  .shade-4 {
    background: color-mix(in srgb, var(--tokenscope-bar) var(--tokenscope-shade), transparent);
  }
  :host-context(.vscode-high-contrast) .shade-1 {
    background: none;
    border-bottom: 1px solid var(--vscode-foreground);
  }
  :host-context(.vscode-high-contrast) .shade-2 {
    background: none;
    border-bottom: 2px solid var(--vscode-foreground);
  }
  :host-context(.vscode-high-contrast) .shade-3 {
    background: none;
    border-bottom: 3px solid var(--vscode-foreground);
  }
  :host-context(.vscode-high-contrast) .shade-4 {
    background: none;
    border-bottom: 4px solid var(--vscode-foreground);
  }
`;
