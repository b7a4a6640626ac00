import { css } from 'lit';

/** The editor's colours of pseudo-surprisal, a class for each level; dots of a colour's id are escaped. */
export const surprisalColors = css`
  :host {
    --level1: var(--vscode-tokenscope-pseudoSurprisal\\.level1);
    --level2: var(--vscode-tokenscope-pseudoSurprisal\\.level2);
    --level3: var(--vscode-tokenscope-pseudoSurprisal\\.level3);
    --level4: var(--vscode-tokenscope-pseudoSurprisal\\.level4);
    --level5: var(--vscode-tokenscope-pseudoSurprisal\\.level5);
  }
  /* Translucent in the editor: shown on its background, they look as they do there. */
  [class^='level'] {
    background: linear-gradient(var(--level), var(--level)), var(--vscode-editor-background);
  }
  .level1 {
    --level: var(--level1);
  }
  .level2 {
    --level: var(--level2);
  }
  .level3 {
    --level: var(--level3);
  }
  .level4 {
    --level: var(--level4);
  }
  .level5 {
    --level: var(--level5);
  }
`;
