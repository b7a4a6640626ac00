import { css } from 'lit';

export const appStyles = css`
  main {
    display: flex;
    flex-direction: column;
    min-height: 100vh;
  }
  .above {
    display: grid;
    gap: 8px;
    padding: 2px var(--tokenscope-gutter) 10px;
  }
  tokenscope-view-header[hidden] + .above {
    padding-top: 12px;
  }
  tokenscope-model-footer {
    margin-top: auto;
  }
`;
