import { css } from 'lit';

export const randomMasksStyles = css`
  .numbers {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 28px;
    margin: 4px 0 8px;
  }
  .numbers strong {
    font-size: 16px;
  }
  .text {
    max-width: 80em;
    margin: 0;
    line-height: 2;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .gap {
    padding: 1px 4px;
    border: 1px solid var(--tokenscope-line);
    border-radius: 3px;
    cursor: default;
  }
  .right {
    background: color-mix(in srgb, var(--vscode-charts-green) 30%, transparent);
  }
  .wrong {
    background: color-mix(in srgb, var(--vscode-charts-red) 22%, transparent);
  }
  del {
    color: var(--tokenscope-dim);
  }
  ins {
    text-decoration: none;
    font-weight: 600;
  }
  tokenscope-select-field {
    --tokenscope-select-width: 110px;
  }
`;
