import { css } from 'lit';

export const appStyles = css`
  main {
    display: flex;
    flex-direction: column;
    height: 100vh;
  }
  main > * {
    flex: none;
  }
  tokenscope-token-stream {
    flex: 1 1 0;
    min-height: 96px;
  }
  .above {
    display: grid;
    gap: 8px;
    max-height: 40vh;
    padding: 2px var(--tokenscope-gutter) 8px;
    overflow-y: auto;
  }
  tokenscope-view-header[hidden] + .above {
    padding-top: 12px;
  }
  tokenscope-welcome {
    flex: 1 1 auto;
  }
  /* Long settings scroll by themselves, so that text and buttons stay in sight. */
  tokenscope-settings-section {
    max-height: 45vh;
    overflow-y: auto;
  }
  /* Too low for that, as a panel at the bottom can be: the page scrolls. */
  @media (max-height: 420px) {
    main {
      height: auto;
      min-height: 100vh;
    }
    tokenscope-token-stream {
      flex: 1 0 auto;
      max-height: 70vh;
    }
    tokenscope-settings-section,
    .above {
      max-height: none;
    }
  }
`;
