import { css } from 'lit';

/**
 * The token colours of the editor, for views. VS Code puts `-` for the first dot of a colour's id
 * only; the later ones are escaped here.
 */
export const tokenColors = css`
  :host {
    --tokenscope-even: var(--vscode-tokenscope-token\\.evenBackground);
    --tokenscope-odd: var(--vscode-tokenscope-token\\.oddBackground);
    --tokenscope-boundary: var(--vscode-tokenscope-token\\.boundary);
    /* Smaller than in the editor and on tints: it must stand out more. */
    --tokenscope-id: color-mix(in srgb, var(--vscode-foreground) 88%, transparent);
    --tokenscope-whitespace: var(--vscode-tokenscope-token\\.whitespaceForeground);
    --tokenscope-special: var(--vscode-tokenscope-token\\.specialBackground);
    --tokenscope-special-boundary: var(--vscode-tokenscope-token\\.specialBoundary);
    --tokenscope-unknown: var(--vscode-tokenscope-token\\.unknownBackground);
    --tokenscope-unknown-boundary: var(--vscode-tokenscope-token\\.unknownBoundary);
    --tokenscope-linked: var(--vscode-tokenscope-token\\.linkedBorder);
  }
`;
