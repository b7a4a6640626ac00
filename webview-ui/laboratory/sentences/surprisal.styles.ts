import { css } from 'lit';

/** The editor's colours of pseudo-surprisal, level by level; dots of a colour's id are escaped. */
export const surprisalColors = css`
  :host {
    --level1: var(--vscode-tokenscope-pseudoSurprisal\\.level1);
    --level2: var(--vscode-tokenscope-pseudoSurprisal\\.level2);
    --level3: var(--vscode-tokenscope-pseudoSurprisal\\.level3);
    --level4: var(--vscode-tokenscope-pseudoSurprisal\\.level4);
    --level5: var(--vscode-tokenscope-pseudoSurprisal\\.level5);
  }
  .level1 {
    background: var(--level1);
  }
  .level2 {
    background: var(--level2);
  }
  .level3 {
    background: var(--level3);
  }
  .level4 {
    background: var(--level4);
  }
  .level5 {
    background: var(--level5);
  }
`;
