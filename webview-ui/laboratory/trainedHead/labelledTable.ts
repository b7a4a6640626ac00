import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LabelledExample } from '../../../src/common/protocol/model/headApplication';
import type { TableLabellingView } from '../../../src/common/protocol/views/laboratory/trainedHead';
import { formatProbability } from '../../shared/format';
import { baseStyles } from '../../shared/styles';
import { resultTableStyles } from '../resultTable.styles';
import { labelCounts, labelCountsStyles } from './labelCounts';

/** What became of a table whose column was labelled: counts, where it is, and its first rows. */
@customElement('tokenscope-labelled-table')
export class LabelledTable extends LitElement {
  static override readonly styles = [
    baseStyles,
    resultTableStyles,
    labelCountsStyles,
    css`
      .scroll {
        overflow-x: auto;
      }
      p {
        margin: 4px 0;
      }
      td:first-child {
        min-width: 140px;
        max-width: 60ch;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) view: TableLabellingView | null = null;

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    const { head, counts, headName, docId, column, writtenName, examples } = view;
    return html`
      <p>
        ${l10n.t('Column {0} of {1}: written with all columns to {2}.', column, docId, writtenName)}
      </p>
      ${labelCounts(head, counts, headName)}
      <div
        class="scroll"
        role="group"
        aria-label=${l10n.t('Labels of the first rows')}
        tabindex="0"
      >
        <table>
          <thead>
            <tr>
              <th>${l10n.t('First rows')}</th>
              <th>${l10n.t('Label')}</th>
              <th class="number">${l10n.t('p')}</th>
            </tr>
          </thead>
          <tbody>
            ${examples.map((example) => exampleRow(example, head.labels))}
          </tbody>
        </table>
      </div>
    `;
  }
}

function exampleRow(
  { text, probabilities }: LabelledExample,
  labels: readonly string[],
): TemplateResult {
  const most = Math.max(...probabilities);
  return html`<tr>
    <td>${text}</td>
    <td>${labels[probabilities.indexOf(most)]}</td>
    <td class="number">${formatProbability(most)}</td>
  </tr>`;
}
