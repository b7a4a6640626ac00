import { css } from 'lit';

/** Deeper colour for larger cosines, never so deep that the numbers on it lose their contrast. */
export const cosineMatrixStyles = css`
  :host {
    container-type: inline-size;
    --deepest: 42%;
    --tone: var(--vscode-charts-blue);
  }
  .scroll {
    overflow-x: auto;
  }
  table {
    border-collapse: separate;
    border-spacing: 1px;
  }
  th {
    font-weight: normal;
    text-align: start;
  }
  thead th {
    padding: 0 4px;
    color: var(--tokenscope-dim);
    text-align: center;
  }
  thead .hovered {
    color: var(--vscode-foreground);
  }
  th[scope='row'] {
    position: sticky;
    left: 0;
    z-index: 1;
    padding: 0 8px 0 0;
    background: var(--vscode-panel-background, var(--vscode-editor-background));
  }
  .label {
    display: flex;
    gap: 6px;
    max-width: clamp(110px, 40cqi, 380px);
  }
  .index {
    flex: none;
    min-width: 16px;
    text-align: end;
  }
  .snippet {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .near {
    display: none;
  }
  @container (max-width: 520px) {
    .far {
      display: none;
    }
    .near {
      display: inline;
    }
  }
  .hovered .index {
    color: var(--vscode-foreground);
  }
  .hovered mark {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  mark {
    background: none;
    color: inherit;
    font-weight: 600;
  }
  .cell,
  .same {
    min-width: 44px;
    padding: 3px 6px;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
  .cell {
    background: color-mix(
      in srgb,
      var(--tone) calc(var(--share) * var(--deepest) + 4%),
      transparent
    );
  }
  .cell:hover,
  .same:hover {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  .legend {
    display: flex;
    align-items: center;
    gap: 6px;
    margin: 8px 0 0;
  }
  .ramp {
    width: 96px;
    height: 10px;
    background: linear-gradient(
      to right,
      color-mix(in srgb, var(--tone) 4%, transparent),
      color-mix(in srgb, var(--tone) calc(var(--deepest) + 4%), transparent)
    );
  }
  :host-context(body.vscode-high-contrast) .cell,
  :host-context(body.vscode-high-contrast) .ramp {
    border: 1px solid var(--tokenscope-line);
  }
`;
