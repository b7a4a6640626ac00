import { css } from 'lit';

export const attentionResultStyles = css`
  :host {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: 8px 20px;
  }
  .detail {
    flex: 1 1 280px;
    min-width: 0;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 16px;
    margin-bottom: 6px;
  }
  .range {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .range input {
    width: 90px;
    accent-color: var(--vscode-button-background);
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
`;
