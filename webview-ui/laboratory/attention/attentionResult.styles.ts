import { css } from 'lit';

export const attentionResultStyles = css`
  :host {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: 6px 20px;
  }
  .detail {
    flex: 1 1 280px;
    min-width: 0;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 12px;
    width: 100%;
  }
  .narrow {
    --tokenscope-select-width: 84px;
  }
  p {
    margin: 4px 0 0;
  }
  .range {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .range input {
    width: 70px;
    accent-color: var(--vscode-button-background);
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
`;
