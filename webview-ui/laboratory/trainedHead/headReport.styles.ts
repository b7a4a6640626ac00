import { css } from 'lit';

export const headReportStyles = css`
  .parts {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 28px;
  }
  section {
    min-width: 0;
  }
  h3 {
    margin: 3px 0 4px;
    color: var(--tokenscope-dim);
    font-size: inherit;
    font-weight: normal;
  }
  section > table + table,
  .saved + table {
    margin-top: 8px;
  }
  th,
  td {
    padding-inline-end: 12px;
  }
  .main {
    font-size: 15px;
    font-weight: 600;
  }
  .scores .number .dim {
    margin-inline-start: 4px;
    font-size: 12px;
  }
  .label {
    max-width: 22ch;
    overflow-wrap: break-word;
  }
  .saved {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    margin: 6px 0;
  }
  .notes {
    max-width: 90ch;
    margin: 10px 0 0;
    padding-inline-start: 16px;
  }
  .notes li {
    margin: 2px 0;
  }
`;
