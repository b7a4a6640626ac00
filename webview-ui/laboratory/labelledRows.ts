import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatProbability } from '../shared/format';
import { baseStyles } from '../shared/styles';
import { resultTableStyles } from './resultTable.styles';

/** A sentence with the probability of each label. */
export interface LabelledRow {
  readonly text: string;
  /** Index of the label that it gets. */
  readonly best: number;
  /** From 0 to 1, one for each label; null where it has none. */
  readonly probabilities: readonly (number | null)[];
}

/** Index of the row under the pointer; null for none. */
export class RowHover extends Event {
  static readonly type = 'tokenscope-row-hover';

  constructor(readonly row: number | null) {
    super(RowHover.type, { bubbles: true, composed: true });
  }
}

/** Rows that the page shows; all are in the export. */
const shownRows = 500;

/** Sentences with their labels. */
@customElement('tokenscope-labelled-rows')
export class LabelledRows extends LitElement {
  static override readonly styles = [
    baseStyles,
    resultTableStyles,
    css`
      .scroll {
        overflow-x: auto;
      }
      .best {
        font-weight: 600;
      }
      td:first-child {
        min-width: 140px;
        max-width: 60ch;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) labels: readonly string[] = [];
  @property({ attribute: false }) rows: readonly LabelledRow[] = [];
  /** What a probability's tooltip says. */
  @property({ attribute: false }) hint: (row: number, label: number) => string | null = () => null;

  protected override render() {
    const { labels, rows } = this;
    return html`
      <div class="scroll" role="group" aria-label=${l10n.t('Labels of the sentences')} tabindex="0">
        <table @pointerleave=${() => this.dispatchEvent(new RowHover(null))}>
          <thead>
            <tr>
              <th>${l10n.t('Sentence')}</th>
              <th>${l10n.t('Label')}</th>
              ${labels.map((label) => html`<th class="number">${l10n.t('p({0})', label)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.slice(0, shownRows).map((row, index) => this.#row(row, index))}
          </tbody>
        </table>
      </div>
      ${
        rows.length > shownRows
          ? html`<p class="dim">
              ${l10n.t('The first {0} of {1} sentences; the export has all.', shownRows, rows.length)}
            </p>`
          : nothing
      }
    `;
  }

  #row({ text, best, probabilities }: LabelledRow, index: number): TemplateResult {
    return html`<tr @pointerenter=${() => this.dispatchEvent(new RowHover(index))}>
      <td>${text}</td>
      <td>${this.labels[best]}</td>
      ${probabilities.map(
        (probability, label) =>
          html`<td
            class="number ${label === best ? 'best' : ''}"
            title=${this.hint(index, label) ?? nothing}
          >
            ${formatProbability(probability)}
          </td>`,
      )}
    </tr>`;
  }
}
