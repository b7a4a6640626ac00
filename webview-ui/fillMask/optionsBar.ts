import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import type { VscodeCheckbox } from '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { fillTogetherLimits } from '../../src/common/protocol/model/fillTogether';
import type { CandidateFilter } from '../../src/common/protocol/model/candidateFilter';
import type { FillMaskState } from '../../src/common/protocol/views/fillMask';
import { FieldChange } from '../shared/draftField';
import '../shared/numberField';
import '../shared/selectField';
import { baseStyles } from '../shared/styles';
import '../shared/textField';
import { FilterChanged, RunSelected, TogetherRequest } from './events';

/** Which tokens may be candidates, how masks are filled together, and earlier runs. */
@customElement('tokenscope-fill-mask-options')
export class OptionsBar extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 16px;
        padding: 4px var(--tokenscope-gutter) 8px;
        --tokenscope-field-width: 52px;
        --tokenscope-select-width: 180px;
      }
      tokenscope-text-field {
        flex: 1 1 100%;
      }
      .note {
        flex: 1 1 100%;
        font-size: 11px;
      }
    `,
  ];

  @property({ attribute: false }) view: FillMaskState | null = null;

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    const { filter } = view;
    return html`
      ${this.#check(l10n.t('Whole words'), filter.wholeWords, (wholeWords) => ({ wholeWords }))}
      ${this.#check(l10n.t('No punctuation'), filter.noPunctuation, (noPunctuation) => ({
        noPunctuation,
      }))}
      <tokenscope-text-field
        label=${l10n.t('Only these words')}
        hint=${l10n.t('Separated by commas; empty for all')}
        .value=${(filter.words ?? []).join(', ')}
        @tokenscope-field-change=${this.#onWords}
      ></tokenscope-text-field>
      <span class="note dim"
        >${l10n.t('Probabilities and ranks stay those of the whole vocabulary.')}</span
      >
      ${view.masks.length > 1 ? this.#together(view) : nothing}
      ${view.history.length > 1 ? this.#history(view) : nothing}
    `;
  }

  #check(
    label: string,
    checked: boolean,
    change: (checked: boolean) => Partial<CandidateFilter>,
  ): TemplateResult {
    return html`<vscode-checkbox
      .label=${label}
      ?checked=${checked}
      @change=${(event: Event) => {
        const box = event.target as VscodeCheckbox;
        event.stopPropagation();
        this.#filter(change(box.checked));
      }}
    ></vscode-checkbox>`;
  }

  #together({ beamWidth }: FillMaskState): TemplateResult {
    return html`<tokenscope-number-field
      label=${l10n.t('Beam width')}
      hint=${l10n.t('1 fills the most confident mask first')}
      .value=${beamWidth}
      .range=${fillTogetherLimits.beamWidth}
      deferred
      @tokenscope-field-change=${this.#onBeamWidth}
    ></tokenscope-number-field>`;
  }

  #history({ history, run }: FillMaskState): TemplateResult {
    return html`<tokenscope-select-field
      label=${l10n.t('Run')}
      .value=${String(run)}
      .options=${history.map((entry) => ({ value: String(entry.run), label: entry.label }))}
      @tokenscope-field-change=${this.#onRun}
    ></tokenscope-select-field>`;
  }

  #filter(change: Partial<CandidateFilter>): void {
    if (this.view !== null) {
      this.dispatchEvent(new FilterChanged({ ...this.view.filter, ...change }));
    }
  }

  readonly #onWords = (event: Event) => {
    event.stopPropagation();
    if (!(event instanceof FieldChange)) return;
    const words = String(event.value)
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '');
    this.#filter({ words: words.length > 0 ? words : null });
  };

  readonly #onBeamWidth = (event: Event) => {
    event.stopPropagation();
    if (event instanceof FieldChange) this.dispatchEvent(new TogetherRequest(Number(event.value)));
  };

  readonly #onRun = (event: Event) => {
    event.stopPropagation();
    if (event instanceof FieldChange) this.dispatchEvent(new RunSelected(Number(event.value)));
  };
}
