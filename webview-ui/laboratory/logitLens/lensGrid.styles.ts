import { css } from 'lit';

/** Deeper colour for more probability, never so deep that the tokens on it lose their contrast. */
export const lensGridStyles = css`
  :host {
    --deepest: 40%;
    --tone: var(--vscode-charts-blue);
  }
  .both {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: 8px 20px;
  }
  .scroll {
    flex: 1 1 260px;
    min-width: 0;
    overflow-x: auto;
  }
  .grid {
    border-collapse: separate;
    border-spacing: 1px;
  }
  .grid th {
    font-weight: normal;
    white-space: nowrap;
  }
  .grid thead th {
    max-width: 92px;
    padding: 0 4px;
    overflow: hidden;
    text-align: center;
    text-overflow: ellipsis;
  }
  .grid .next th {
    color: var(--tokenscope-dim);
  }
  .grid [scope='row'] {
    position: sticky;
    left: 0;
    z-index: 1;
    padding: 0 8px 0 0;
    background: var(--vscode-panel-background, var(--vscode-editor-background));
    color: var(--tokenscope-dim);
    text-align: start;
  }
  .cell {
    min-width: 44px;
    max-width: 92px;
    padding: 1px 6px;
    overflow: hidden;
    background: color-mix(
      in srgb,
      var(--tone) calc(var(--share) * var(--deepest) + 3%),
      transparent
    );
    text-align: center;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .hit {
    font-weight: 600;
  }
  .cell.hit {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .cell.at {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  .grid .read .cursor {
    font-weight: 600;
  }
  .cursor {
    border-inline: 1px solid var(--vscode-focusBorder);
  }
  .detail {
    flex: 0 1 220px;
    min-width: 180px;
  }
  .detail h3 {
    margin: 0 0 2px;
    font-size: 13px;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .detail p {
    margin: 4px 0 0;
  }
  .detail table {
    width: 100%;
    border-collapse: collapse;
  }
  .detail td {
    padding: 1px 0;
    border-bottom: 1px solid var(--tokenscope-line);
  }
  .number {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 6px;
    margin: 6px 0 0;
  }
  .ramp {
    width: 96px;
    height: 10px;
    background: linear-gradient(
      to right,
      color-mix(in srgb, var(--tone) 3%, transparent),
      color-mix(in srgb, var(--tone) calc(var(--deepest) + 3%), transparent)
    );
  }
  :host-context(body.vscode-high-contrast) .cell,
  :host-context(body.vscode-high-contrast) .ramp {
    border: 1px solid var(--tokenscope-line);
  }
`;
