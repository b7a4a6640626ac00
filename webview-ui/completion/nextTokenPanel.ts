import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CuttingProcessor } from '../../src/common/decoding/redistribute';
import type { SamplingForm } from '../../src/common/protocol/views/completion';
import type { NextTokenView } from '../../src/common/protocol/views/completionNext';
import { formatLogProb, formatProbability } from '../shared/format';
import { groupedDigits } from '../../src/common/text/groupedDigits';
import { listen } from '../shared/listen';
import { baseStyles } from '../shared/styles';
import { visibleText } from '../tokens/list/visibleText';
import { AlternativeChosen, FormPreview } from './events';
import { nextTokenPanelStyles } from './nextTokenPanel.styles';
import { nextTokens, type NextTokenRow, type NextTokens } from './nextTokenRows';
import './samplingSliders';

/** The next token's distribution: the model's own, after temperature, and what is drawn from. */
@customElement('tokenscope-next-token-panel')
export class NextTokenPanel extends LitElement {
  static override readonly styles = [baseStyles, nextTokenPanelStyles];

  @property({ attribute: false }) step: NextTokenView | null = null;
  @property() problem = '';
  @property({ attribute: false }) form: SamplingForm | null = null;
  /** The place, in tokens behind the prompt, and the end of the text before it. */
  @property({ type: Number }) place = 0;
  @property() leading = '';
  /** Id of the token that stands there; null at the end. */
  @property({ attribute: false }) actual: number | null = null;
  /** What a slider that moves would make of the form. */
  @state() private preview: Partial<SamplingForm> = {};

  override connectedCallback(): void {
    super.connectedCallback();
    listen(this, FormPreview, ({ changes }) => (this.preview = { ...this.preview, ...changes }));
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    // The form has what the slider was left at.
    if (changed.has('form')) this.preview = {};
  }

  protected override render() {
    const { form, step } = this;
    if (form === null) return nothing;
    const tried = { ...form, ...this.preview };
    return html`
      <p class="place dim">${l10n.t('After “{0}”', this.leading)}</p>
      <tokenscope-sampling-sliders .form=${tried}></tokenscope-sampling-sliders>
      ${this.problem === '' ? nothing : html`<p class="note" role="alert">${this.problem}</p>`}
      ${step === null ? nothing : this.#distribution(nextTokens(step, tried), tried)}
    `;
  }

  #distribution(next: NextTokens, form: SamplingForm): TemplateResult {
    const largest = Math.max(
      ...next.rows.map(({ own, tempered, drawn }) => Math.max(own, tempered, drawn)),
    );
    return html`
      <div class="legend" aria-hidden="true">
        <span class="own">${l10n.t('the model’s own')}</span>
        <span class="tempered">${l10n.t('after temperature')}</span>
        <span class="drawn">${l10n.t('drawn from')}</span>
      </div>
      <ul aria-label=${l10n.t('Likeliest next tokens')}>
        ${next.rows.map((row) => html`<li>${this.#row(row, largest)}</li>`)}
        <li>${this.#rest(next, largest)}</li>
      </ul>
      <p class="note dim">
        ${
          form.greedy
            ? l10n.t('Greedy: the likeliest token is taken.')
            : l10n.t(
                '{0} of {1} tokens can be drawn. Choose one to go on with it.',
                groupedDigits(next.kept),
                groupedDigits(next.vocabulary),
              )
        }
      </p>
    `;
  }

  #row(row: NextTokenRow, largest: number): TemplateResult {
    const { id, text, logProb, cutBy } = row;
    const cut = cutBy !== null;
    return html`<button
      class="row ${cut ? 'cut' : ''} ${id === this.actual ? 'actual' : ''}"
      title=${titleOf(row)}
      @click=${() => {
        const choice = { id, text, logProb };
        this.dispatchEvent(new AlternativeChosen(null, this.place, choice));
      }}
    >
      <span class="word">${visibleText(text)}</span>${cells(row, largest, cutBy)}
    </button>`;
  }

  #rest({ rest, rows, vocabulary }: NextTokens, largest: number): TemplateResult {
    return html`<div class="row">
      <span class="word dim">${l10n.t('{0} others', groupedDigits(vocabulary - rows.length))}</span
      >${cells(rest, largest, null)}
    </div>`;
  }
}

/** Three bars on one scale and their numbers; the last is what counts. */
function cells(
  { own, tempered, drawn }: { own: number; tempered: number; drawn: number },
  largest: number,
  cutBy: CuttingProcessor | null,
): TemplateResult {
  const width = (share: number): string => `width: ${Math.min(100, (share / largest) * 100)}%`;
  // As properties: a style attribute would be refused by the content policy.
  return html`<span class="bars"
      ><span class="own" .style=${width(own)}></span
      ><span class="tempered" .style=${width(tempered)}></span
      ><span class="drawn" .style=${width(drawn)}></span></span
    ><span class="number wide dim">${formatProbability(own)}</span
    ><span class="number wide dim">${formatProbability(tempered)}</span
    ><span class="number last"
      >${cutBy === null ? formatProbability(drawn) : cutWord(cutBy)}</span
    >`;
}

function cutWord(by: CuttingProcessor): string {
  switch (by) {
    case 'noRepeatNgram':
      return l10n.t('n-gram');
    case 'greedy':
      return '–';
    case 'topK':
      return l10n.t('top-k');
    case 'topP':
      return l10n.t('top-p');
    case 'minP':
      return l10n.t('min-p');
  }
}

function titleOf({ text, id, own, logProb, tempered, drawn, cutBy }: NextTokenRow): string {
  return [
    l10n.t('{0} · id {1}', visibleText(text), id),
    l10n.t('The model’s own: p {0}, ln p {1}', formatProbability(own), formatLogProb(logProb)),
    l10n.t('After temperature: p {0}', formatProbability(tempered)),
    cutBy === null
      ? l10n.t('Drawn with p {0}', formatProbability(drawn))
      : l10n.t('Cut by {0}', cutWord(cutBy)),
  ].join('\n');
}
