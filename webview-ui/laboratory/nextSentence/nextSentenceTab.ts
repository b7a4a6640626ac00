import * as l10n from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type {
  NextSentenceForm,
  NextSentencePair,
  NextSentenceView,
} from '../../../src/common/protocol/views/laboratory/nextSentence';
import type { NextSentenceScore } from '../../../src/common/protocol/model/nextSentence';
import { formatLogProb, formatProbability } from '../../shared/format';
import '../../shared/selectField';
import { baseStyles } from '../../shared/styles';
import { LabTab } from '../labTab';
import { resultTableStyles } from '../resultTable.styles';
import '../toolFrame';

/** "Next Sentence": whether each text follows the one before, in both orders. */
@customElement('tokenscope-next-sentence')
export class NextSentenceTab extends LabTab<NextSentenceForm, NextSentenceView> {
  static override readonly styles = [
    baseStyles,
    resultTableStyles,
    css`
      tokenscope-select-field {
        --tokenscope-select-width: min(210px, 55vw);
      }
    `,
  ];
  protected override readonly tool = 'nextSentence';

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    return html`<tokenscope-tool-frame
      tool="nextSentence"
      .host=${this.host}
      .view=${view}
      welcome=${l10n.t(
        'Does one sentence follow another? Put the cursor in a paragraph, or select two texts (hold Alt for the second), and read what BERT’s next-sentence head says, in both orders.',
      )}
      runLabel=${l10n.t('Score Next Sentences')}
    >
      <tokenscope-select-field
        slot="form"
        label=${l10n.t('Pairs')}
        .value=${view.form.pairs}
        .options=${[
          { value: 'boundaries', label: l10n.t('Each sentence and the next') },
          { value: 'pair', label: l10n.t('Two selections') },
        ]}
        @tokenscope-field-change=${(event: Event) => this.onField(event, 'pairs')}
      ></tokenscope-select-field>
      ${view.result === null ? nothing : html`<div slot="result">${this.#table(view.result, true)}</div>`}
      ${view.pinned === null ? nothing : html`<div slot="pinned">${this.#table(view.pinned.result, false)}</div>`}
    </tokenscope-tool-frame>`;
  }

  #table({ pairs }: NextSentenceView, linked: boolean): TemplateResult {
    return html`<table>
      <thead>
        <tr>
          <th>${l10n.t('First')}</th>
          <th>${l10n.t('Second')}</th>
          <th class="number">${l10n.t('P(is next)')}</th>
          <th class="number">${l10n.t('Logit difference')}</th>
          <th class="number">${l10n.t('Exchanged')}</th>
          <th class="number">${l10n.t('Logit difference')}</th>
        </tr>
      </thead>
      <tbody>
        ${pairs.map((pair, index) => this.#row(pair, linked ? index : null))}
      </tbody>
    </table>`;
  }

  #row(
    { first, second, given, exchanged }: NextSentencePair,
    index: number | null,
  ): TemplateResult {
    return html`<tr
      @pointerenter=${() => this.hover(index)}
      @pointerleave=${() => this.hover(null)}
    >
      <td>${first}</td>
      <td>${second}</td>
      ${score(given)} ${score(exchanged)}
    </tr>`;
  }
}

function score({ probability, logitDifference }: NextSentenceScore): TemplateResult {
  return html`<td class="number">${formatProbability(probability)}</td>
    <td class="number">${formatLogProb(logitDifference)}</td>`;
}
