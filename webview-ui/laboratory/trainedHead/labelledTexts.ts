import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type {
  HeadLabelledText,
  TextLabellingView,
} from '../../../src/common/protocol/views/laboratory/trainedHead';
import { formatProbability } from '../../shared/format';
import { baseStyles } from '../../shared/styles';
import { resultTableStyles } from '../resultTable.styles';
import { labelCounts, labelCountsStyles } from './labelCounts';

/** Index of the text under the pointer; null for none. */
export class TextHover extends Event {
  static readonly type = 'tokenscope-text-hover';

  constructor(readonly text: number | null) {
    super(TextHover.type);
  }
}

/** Rows that the page shows; all are in the export. */
const shownRows = 500;

/** Sentences of a document with the labels that a head gave them. */
@customElement('tokenscope-labelled-texts')
export class LabelledTexts extends LitElement {
  static override readonly styles = [
    baseStyles,
    resultTableStyles,
    labelCountsStyles,
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

  @property({ attribute: false }) view: TextLabellingView | null = null;

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    const { head, counts, texts, headName, colors } = view;
    return html`
      ${labelCounts(head, counts, headName, colors)}
      <div class="scroll" role="group" aria-label=${l10n.t('Labels of the sentences')} tabindex="0">
        <table @pointerleave=${() => this.dispatchEvent(new TextHover(null))}>
          <thead>
            <tr>
              <th>${l10n.t('Sentence')}</th>
              <th>${l10n.t('Label')}</th>
              ${head.labels.map((label) => html`<th class="number">${l10n.t('p({0})', label)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${texts.slice(0, shownRows).map((text, index) => this.#row(view, text, index))}
          </tbody>
        </table>
      </div>
      ${
        texts.length > shownRows
          ? html`<p class="dim">
              ${l10n.t('The first {0} of {1} sentences; the export has all.', shownRows, texts.length)}
            </p>`
          : nothing
      }
    `;
  }

  #row(
    { head }: TextLabellingView,
    { text, best, probabilities }: HeadLabelledText,
    index: number,
  ): TemplateResult {
    return html`<tr @pointerenter=${() => this.dispatchEvent(new TextHover(index))}>
      <td>${text}</td>
      <td>${head.labels[best]}</td>
      ${probabilities.map(
        (probability, label) =>
          html`<td class="number ${label === best ? 'best' : ''}">
            ${formatProbability(probability)}
          </td>`,
      )}
    </tr>`;
  }
}
