import { css } from 'lit';

/** What the three kinds of results have in common. Dots of colours' ids are escaped, see `tokenColors`. */
export const labelsStyles = css`
  .summary {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 18px;
    margin: 0 0 6px;
    padding: 0;
    list-style: none;
  }
  .summary b {
    font-weight: 600;
  }
  button.part {
    padding: 0;
    border: none;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  button.part:hover {
    color: var(--vscode-textLink-foreground);
    text-decoration: underline;
  }
  td.text {
    max-width: 46em;
    overflow-wrap: anywhere;
  }
  .type {
    padding: 0 5px;
    border-radius: 2px;
    white-space: nowrap;
  }
  .person {
    background: var(--vscode-tokenscope-entity\\.person);
  }
  .organization {
    background: var(--vscode-tokenscope-entity\\.organization);
  }
  .location {
    background: var(--vscode-tokenscope-entity\\.location);
  }
  .miscellaneous {
    background: var(--vscode-tokenscope-entity\\.miscellaneous);
  }
  mark {
    background: var(--vscode-tokenscope-answer\\.background);
    color: inherit;
    border-radius: 2px;
  }
  .track {
    display: inline-block;
    width: 48px;
    margin-inline-end: 6px;
    background: color-mix(in srgb, var(--vscode-foreground) 14%, transparent);
    vertical-align: middle;
  }
  .track .bar {
    display: block;
  }
  /* The sentence needs the room. */
  @media (max-width: 520px) {
    .track {
      display: none;
    }
    td.text {
      min-width: 100px;
    }
  }
  .sides {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 300px), max-content));
    gap: 8px 40px;
    align-items: start;
  }
  .none {
    max-width: 46em;
    margin: 4px 0;
  }
`;
