import { css } from 'lit';

export const toolFrameStyles = css`
  section {
    display: flex;
    flex-direction: column;
    min-height: 100%;
  }
  .form {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 20px;
    max-width: 720px;
  }
  .form,
  .remarks,
  .welcome {
    padding: 0 var(--tokenscope-gutter);
  }
  .welcome p {
    max-width: 46em;
    margin: 8px 0 10px;
  }
  .results {
    flex: 1;
    padding: 4px var(--tokenscope-gutter) 12px;
    overflow-x: auto;
  }
  .results.two {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr));
    gap: 0 24px;
  }
  .results > div {
    min-width: 0;
  }
  .stale {
    color: var(--tokenscope-dim);
    --tokenscope-bar: color-mix(in srgb, var(--vscode-foreground) 30%, transparent);
  }
  .pinned .line {
    display: flex;
    align-items: center;
    justify-content: space-between;
  }
  .history {
    flex: none;
    --tokenscope-select-width: clamp(96px, 40vw, 180px);
  }
`;
