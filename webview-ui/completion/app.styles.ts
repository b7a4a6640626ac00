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
  .page {
    display: flex;
    flex: 1 1 0;
    flex-direction: column;
    min-height: 0;
    overflow-y: auto;
  }
  .page > * {
    flex: none;
  }
  .page > tokenscope-token-stream {
    flex: 1 1 0;
    min-height: 120px;
  }
  .above {
    display: grid;
    gap: 8px;
    max-height: 40vh;
    padding: 2px var(--tokenscope-gutter) 8px;
    overflow-y: auto;
  }
  .page > tokenscope-welcome {
    flex: 1 1 auto;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    padding-inline-end: var(--tokenscope-gutter);
  }
  tokenscope-shade-legend {
    margin-inline-start: var(--tokenscope-gutter);
    padding-bottom: 6px;
  }
  /* Long sections scroll by themselves, so that text and buttons stay in sight. */
  .sections {
    max-height: 46vh;
    overflow-y: auto;
  }
  .runs {
    padding: 2px var(--tokenscope-gutter) 6px;
    --tokenscope-select-width: min(220px, 60%);
  }
  tokenscope-view-section > p {
    margin: 0;
    padding: 2px var(--tokenscope-gutter) 10px;
  }
  /* Room for two columns, as in a panel at the bottom. */
  @media (min-width: 720px) {
    main {
      display: grid;
      grid-template-columns: minmax(0, 1fr) clamp(300px, 36vw, 440px);
      grid-template-rows: minmax(0, 1fr) auto;
    }
    .sections {
      max-height: none;
      border-inline-start: 1px solid var(--tokenscope-line);
    }
    tokenscope-model-footer {
      grid-column: 1 / -1;
    }
  }
  /* Too low for that: the page scrolls. */
  @media (max-height: 420px) and (max-width: 719px) {
    main {
      height: auto;
      min-height: 100vh;
    }
    .page {
      flex: 1 0 auto;
    }
    .page > tokenscope-token-stream {
      flex: 1 0 auto;
      max-height: 70vh;
    }
    .sections,
    .above {
      max-height: none;
    }
  }
`;
