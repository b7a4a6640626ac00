import * as l10n from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type {
  SurprisalForm,
  SurprisalView,
} from '../../../src/common/protocol/views/laboratory/surprisal';
import '../../shared/selectField';
import type { SelectOption } from '../../shared/selectField';
import { baseStyles } from '../../shared/styles';
import { LabTab } from '../labTab';
import '../toolFrame';
import type { WordHover } from '../words/wordHover';
import './rankHistogram';
import './readingLegend';
import './readingSummary';
import './wordList';

/** "Surprisal (GPT-2)": how expected each token and word of a text is, read from left to right. */
@customElement('tokenscope-surprisal')
export class SurprisalTab extends LabTab<SurprisalForm, SurprisalView> {
  static override readonly styles = [
    baseStyles,
    css`
      tokenscope-select-field {
        --tokenscope-select-width: clamp(96px, 50vw, 164px);
      }
      tokenscope-select-field.unit {
        --tokenscope-select-width: clamp(96px, 50vw, 182px);
      }
      .result {
        display: grid;
        gap: 8px;
      }
      .part {
        color: var(--tokenscope-dim);
        font-variant-numeric: tabular-nums;
      }
      .parts {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-start;
        gap: 8px 40px;
      }
      .parts > tokenscope-word-list {
        flex: 1 1 320px;
      }
    `,
  ];

  protected readonly tool = 'surprisal';

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    const { form } = view;
    return html`<tokenscope-tool-frame
      tool=${this.tool}
      colors
      .host=${this.host}
      .view=${view}
      welcome=${l10n.t(
        'How surprising is each word to a model that reads from left to right? Select a text, or put the cursor in a paragraph: the editor then shows which tokens GPT-2 expected, and the table gives the surprisal of each word in bits.',
      )}
      runLabel=${l10n.t('Read with GPT-2')}
    >
      ${this.#field('unit', l10n.t('Text'), form, [
        { value: 'selection', label: l10n.t('Selection or paragraph') },
        { value: 'document', label: l10n.t('Whole document') },
      ])}
      ${this.#field('colors', l10n.t('Colours'), form, [
        { value: 'ranks', label: l10n.t('Ranks (GLTR)') },
        { value: 'bits', label: l10n.t('Surprisal in bits') },
      ])}
      ${this.#field('start', l10n.t('Begin'), form, [
        { value: 'token', label: l10n.t('With a start token') },
        { value: 'none', label: l10n.t('With the first token') },
      ])}
      ${view.result === null ? nothing : html`<div slot="result">${this.#result(view.result, view.run, true)}</div>`}
      ${view.pinned === null ? nothing : html`<div slot="pinned">${this.#result(view.pinned.result, view.pinned.run, false)}</div>`}
    </tokenscope-tool-frame>`;
  }

  #field(
    name: keyof SurprisalForm,
    label: string,
    form: SurprisalForm,
    options: readonly SelectOption[],
  ): TemplateResult {
    return html`<tokenscope-select-field
      slot="form"
      class=${name}
      label=${label}
      .value=${form[name]}
      .options=${options}
      @tokenscope-field-change=${(event: Event) => this.onField(event, name)}
    ></tokenscope-select-field>`;
  }

  #result(result: SurprisalView, run: number | null, linked: boolean): TemplateResult {
    const { read, total } = result;
    return html`<div class="result">
      ${read < total ? html`<div class="part">${l10n.t('{0} of {1} tokens', read, total)}</div>` : nothing}
      <tokenscope-reading-summary .summary=${result.summary}></tokenscope-reading-summary>
      <tokenscope-reading-legend .result=${result}></tokenscope-reading-legend>
      <div class="parts">
        <tokenscope-word-list
          .host=${this.host}
          .run=${run}
          .total=${result.words}
          @tokenscope-word-hover=${(event: WordHover) => {
            if (linked) this.hover(event.word);
          }}
        ></tokenscope-word-list>
        <tokenscope-rank-histogram .summary=${result.summary}></tokenscope-rank-histogram>
      </div>
    </div>`;
  }
}
