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
  .pinned {
    border-top: 2px solid var(--tokenscope-line);
  }
  .pinned header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: 4px var(--tokenscope-gutter);
  }
  tokenscope-model-footer {
    margin-top: auto;
  }
`;
