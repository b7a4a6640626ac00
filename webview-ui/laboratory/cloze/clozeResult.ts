import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ClozeView } from '../../../src/common/protocol/views/laboratory/cloze';
import { formatLogProb } from '../../shared/format';
import { baseStyles } from '../../shared/styles';
import '../labelledRows';

/** Counts by label, and each sentence with the probabilities of all labels. */
@customElement('tokenscope-cloze-result')
export class ClozeResult extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
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
      <tokenscope-labelled-rows
        .labels=${labels}
        .rows=${sentences}
        .hint=${(row: number, label: number) => wordsOf(view, row, label)}
      ></tokenscope-labelled-rows>
    `;
  }
}

/** ln p of each word of a label, a line each. */
function wordsOf({ words, sentences }: ClozeView, row: number, label: number): string {
  const logProbs = sentences[row]?.logProbs ?? [];
  return words
    .flatMap((word, index) =>
      word.label === label
        ? [l10n.t('{0}: ln p = {1}', word.word, formatLogProb(logProbs[index] ?? null))]
        : [],
    )
    .join('\n');
}
