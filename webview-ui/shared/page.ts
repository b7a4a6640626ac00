import { css } from 'lit';

/** Resets what VS Code's default webview styles do to the page, and names the few tones of a view. */
const page = css`
  html,
  body {
    height: 100%;
  }
  html {
    scrollbar-color: var(--vscode-scrollbarSlider-background) transparent;
  }
  body {
    margin: 0;
    padding: 0;
    color: var(--vscode-foreground);
    font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size, 13px);
    font-variant-numeric: tabular-nums;
    line-height: 1.4;

    --tokenscope-dim: color-mix(in srgb, var(--vscode-foreground) 76%, transparent);
    --tokenscope-line: var(
      --vscode-contrastBorder,
      color-mix(in srgb, var(--vscode-foreground) 14%, transparent)
    );
    --tokenscope-bar: var(--vscode-charts-blue);
    --tokenscope-gutter: clamp(8px, 4vw, 16px);

    /* Fields of a side panel look as VS Code's own inputs do, not as its settings page. */
    --vscode-settings-textInputBackground: var(--vscode-input-background);
    --vscode-settings-textInputForeground: var(--vscode-input-foreground);
    --vscode-settings-textInputBorder: var(--vscode-input-border, transparent);
    --vscode-settings-checkboxBackground: var(--vscode-checkbox-background);
    --vscode-settings-checkboxForeground: var(--vscode-checkbox-foreground);
    --vscode-settings-checkboxBorder: var(--vscode-checkbox-border, transparent);
  }
  body.vscode-high-contrast {
    --tokenscope-dim: var(--vscode-foreground);
    /* What is dimmed elsewhere must still be told from the rest. */
    --tokenscope-prompt-style: italic;
    /* High contrast has no such colour, and the button's own default is made for dark themes. */
    --vscode-button-secondaryBackground: var(--vscode-editor-background);
    --vscode-button-secondaryHoverBackground: var(--vscode-list-hoverBackground);
  }
`;

/** Styles the page itself. A sheet made by script needs no exception in the content policy. */
export function stylePage(): void {
  if (page.styleSheet !== undefined) {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, page.styleSheet];
  }
}
