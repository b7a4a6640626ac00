import * as l10n from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type {
  SentencesForm,
  SentencesView,
} from '../../../src/common/protocol/views/laboratory/sentences';
import type { Host } from '../../shared/host';
import '../../shared/selectField';
import type { SelectOption } from '../../shared/selectField';
import { baseStyles } from '../../shared/styles';
import { LabTab } from '../labTab';
import '../toolFrame';
import './pairList';
import './sentenceList';
import './surprisalLegend';

/** "Sentence Scores": PLL and pseudo-perplexity, words in the colours of the editor, and pairs. */
@customElement('tokenscope-sentence-scores')
export class SentencesTab extends LabTab<SentencesForm, SentencesView> {
  static override readonly styles = [
    baseStyles,
    css`
      tokenscope-select-field {
        --tokenscope-select-width: clamp(96px, 50vw, 168px);
      }
      .result {
        display: grid;
        gap: 8px;
      }
    `,
  ];
  protected override readonly tool = 'sentences';

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    return html`<tokenscope-tool-frame
      tool="sentences"
      colors
      .host=${this.host}
      .view=${view}
      welcome=${l10n.t(
        'How likely does BERT find each sentence, and which of its words does it not expect? Put the cursor in a paragraph, or select sentences. To compare minimal pairs, select two sentences, or a list of them: first with second, third with fourth.',
      )}
      runLabel=${l10n.t('Score Sentences')}
    >
      ${this.#field('kind', l10n.t('Score'), view.form, [
        { value: 'word_l2r', label: l10n.t('PLL-word-l2r') },
        { value: 'original', label: l10n.t('PLL (original)') },
      ])}
      ${this.#field('units', l10n.t('Texts'), view.form, [
        { value: 'sentences', label: l10n.t('Sentences') },
        { value: 'lines', label: l10n.t('Lines') },
      ])}
      ${this.#field('compare', l10n.t('Compare'), view.form, [
        { value: 'none', label: l10n.t('Nothing') },
        { value: 'pairs', label: l10n.t('Pairs (1–2, 3–4, …)') },
      ])}
      ${view.result === null ? nothing : html`<div slot="result">${this.#result(view.result, this.host)}</div>`}
      ${view.pinned === null ? nothing : html`<div slot="pinned">${this.#result(view.pinned.result, null)}</div>`}
    </tokenscope-tool-frame>`;
  }

  #field(
    name: keyof SentencesForm,
    label: string,
    form: SentencesForm,
    options: readonly SelectOption[],
  ): TemplateResult {
    return html`<tokenscope-select-field
      slot="form"
      label=${label}
      .value=${form[name]}
      .options=${options}
      @tokenscope-field-change=${(event: Event) => this.onField(event, name)}
    ></tokenscope-select-field>`;
  }

  #result(result: SentencesView, host: Host | null): TemplateResult {
    return html`<div class="result">
      ${
        result.pairs.length === 0
          ? nothing
          : html`<tokenscope-pair-list .host=${host} .result=${result}></tokenscope-pair-list>`
      }
      <tokenscope-surprisal-legend></tokenscope-surprisal-legend>
      <tokenscope-sentence-list
        .host=${host}
        .sentences=${result.sentences}
        .openAtFirst=${result.pairs.length === 0 ? 3 : 0}
      ></tokenscope-sentence-list>
    </div>`;
  }
}
