import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type {
  ClozeView,
  LabelledSentence,
} from '../../../src/common/protocol/views/laboratory/cloze';
import { formatLogProb, formatProbability } from '../../shared/format';
import { baseStyles } from '../../shared/styles';
import { resultTableStyles } from '../resultTable.styles';

/** Index of the sentence under the pointer; null for none. */
export class SentenceHover extends Event {
  static readonly type = 'tokenscope-sentence-hover';

  constructor(readonly sentence: number | null) {
    super(SentenceHover.type);
  }
}

/** Rows that the page shows; all are in the export. */
const shownRows = 500;

/** Counts by label, and each sentence with the probabilities of all labels. */
@customElement('tokenscope-cloze-result')
export class ClozeResult extends LitElement {
  static override readonly styles = [
    baseStyles,
    resultTableStyles,
    css`
      .scroll {
        overflow-x: auto;
      }
      .counts {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 16px;
        margin: 2px 0 6px;
        padding: 0;
        list-style: none;
      }
      .counts b {
        font-weight: 600;
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

  @property({ attribute: false }) view: ClozeView | null = null;

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    const { labels, counts, sentences } = view;
    return html`
      <ul class="counts" aria-label=${l10n.t('Sentences of each label')}>
        ${labels.map((label, index) => html`<li>${label} <b>${counts[index]}</b></li>`)}
      </ul>
      <div class="scroll" role="group" aria-label=${l10n.t('Labels of the sentences')} tabindex="0">
        <table @pointerleave=${() => this.dispatchEvent(new SentenceHover(null))}>
          <thead>
            <tr>
              <th>${l10n.t('Sentence')}</th>
              <th>${l10n.t('Label')}</th>
              ${labels.map((label) => html`<th class="number">${l10n.t('p({0})', label)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${sentences.slice(0, shownRows).map((sentence, index) => this.#row(view, sentence, index))}
          </tbody>
        </table>
      </div>
      ${
        sentences.length > shownRows
          ? html`<p class="dim">
              ${l10n.t('The first {0} of {1} sentences; the export has all.', shownRows, sentences.length)}
            </p>`
          : nothing
      }
    `;
  }

  #row(view: ClozeView, sentence: LabelledSentence, index: number): TemplateResult {
    return html`<tr @pointerenter=${() => this.dispatchEvent(new SentenceHover(index))}>
      <td>${sentence.text}</td>
      <td>${view.labels[sentence.best]}</td>
      ${sentence.probabilities.map(
        (probability, label) =>
          html`<td
            class="number ${label === sentence.best ? 'best' : ''}"
            title=${wordsOf(view, sentence, label)}
          >
            ${formatProbability(probability)}
          </td>`,
      )}
    </tr>`;
  }
}

/** ln p of each word of a label, a line each. */
function wordsOf({ words }: ClozeView, { logProbs }: LabelledSentence, label: number): string {
  return words
    .flatMap((word, index) =>
      word.label === label
        ? [l10n.t('{0}: ln p = {1}', word.word, formatLogProb(logProbs[index] ?? null))]
        : [],
    )
    .join('\n');
}
