import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from '../../shared/styles';

/** Counts of true and predicted labels; the colour is the share of the true label's rows. */
@customElement('tokenscope-confusion-matrix')
export class ConfusionMatrix extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      .scroll {
        overflow-x: auto;
      }
      table {
        border-collapse: separate;
        border-spacing: 1px;
      }
      th {
        max-width: 16ch;
        overflow: hidden;
        padding: 2px 6px;
        font-weight: normal;
        text-align: center;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      th[scope='row'] {
        text-align: end;
      }
      .axis {
        max-width: none;
        color: var(--tokenscope-dim);
        font-size: 12px;
      }
      .cell {
        min-width: 44px;
        padding: 4px 8px;
        /* Never so deep that the number on it loses its contrast. */
        background: color-mix(in srgb, var(--tone) calc(var(--share) * 42% + 3%), transparent);
        text-align: center;
        font-variant-numeric: tabular-nums;
      }
      .right {
        --tone: var(--vscode-charts-blue);
        font-weight: 600;
      }
      .wrong {
        --tone: var(--vscode-charts-orange);
      }
      :host-context(body.vscode-high-contrast) .cell {
        border: 1px solid var(--tokenscope-line);
      }
    `,
  ];

  @property({ attribute: false }) labels: readonly string[] = [];
  /** Rows are true labels, columns predicted ones. */
  @property({ attribute: false }) counts: readonly (readonly number[])[] = [];

  protected override render() {
    if (this.labels.length === 0) return nothing;
    return html`<div
      class="scroll"
      role="group"
      aria-label=${l10n.t('Confusion matrix')}
      tabindex="0"
    >
      <table>
        <caption class="spoken">
          ${l10n.t('Rows by true label (down) and predicted label (across)')}
        </caption>
        <thead>
          <tr>
            <th class="axis" scope="col">${l10n.t('true ↓ predicted →')}</th>
            ${this.labels.map((label) => html`<th scope="col" title=${label}>${label}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${this.labels.map((label, row) => this.#row(label, row))}
        </tbody>
      </table>
    </div>`;
  }

  #row(label: string, row: number): TemplateResult {
    const { [row]: counts = [] } = this.counts;
    const total = counts.reduce((sum, count) => sum + count, 0);
    return html`<tr>
      <th scope="row" title=${label}>${label}</th>
      ${counts.map(
        (count, column) =>
          html`<td
            class="cell ${row === column ? 'right' : 'wrong'}"
            .style=${`--share: ${total === 0 ? 0 : count / total}`}
            title=${l10n.t(
              '{0} of {1} rows labelled {2} were predicted as {3}',
              count,
              total,
              label,
              this.labels[column] ?? '',
            )}
          >
            ${count}
          </td>`,
      )}
    </tr>`;
  }
}
