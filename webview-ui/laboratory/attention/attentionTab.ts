import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import {
  changeLabForm,
  type LabState,
} from '../../../src/common/protocol/views/laboratory/laboratory';
import type {
  AttentionForm,
  AttentionView,
} from '../../../src/common/protocol/views/laboratory/attention';
import { FieldChange } from '../../shared/draftField';
import type { Host } from '../../shared/host';
import '../../shared/selectField';
import { baseStyles } from '../../shared/styles';
import { resultTableStyles } from '../resultTable.styles';
import '../toolFrame';
import { TokenClick } from './attentionPicture';
import './attentionResult';
import { maskedPrediction } from './maskedPrediction';

/** "Attention": where each head of a model looks. */
@customElement('tokenscope-attention')
export class AttentionTab extends LitElement {
  static override readonly styles = [
    baseStyles,
    resultTableStyles,
    css`
      table {
        margin: 0 0 6px;
      }
      td {
        padding-block: 1px;
      }
      .candidate {
        display: inline-block;
        margin-inline-end: 12px;
      }
      .model {
        --tokenscope-select-width: 108px;
      }
      p {
        max-width: 60em;
        margin: 4px 0;
      }
    `,
  ];

  @property({ attribute: false }) host: Host | null = null;
  @property({ attribute: false }) view: LabState<AttentionForm, AttentionView> | null = null;

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    return html`<tokenscope-tool-frame
      tool="attention"
      large
      .host=${this.host}
      .view=${view}
      welcome=${l10n.t(
        'Which tokens does each head of the model attend to? Put the cursor in a sentence, or select up to 128 tokens of text.',
      )}
      runLabel=${l10n.t('Show Attention')}
      @keydown=${this.#onKey}
    >
      ${view.result === null ? this.#model('form', view.form) : nothing}
      ${
        view.result === null
          ? nothing
          : html`<div slot="result">${this.#result(view.result, view.run ?? 0, true)}</div>`
      }
      ${
        view.pinned === null
          ? nothing
          : html`<div slot="pinned">
              ${this.#result(view.pinned.result, view.pinned.run, false)}
            </div>`
      }
    </tokenscope-tool-frame>`;
  }

  /** Where there is a result, in one line with its controls: a panel is low. */
  #model(slot: string, { task }: AttentionForm): TemplateResult {
    return html`<tokenscope-select-field
      slot=${slot}
      class="model"
      label=${l10n.t('Model')}
      .value=${task}
      .options=${[
        { value: 'fill-mask', label: 'BERT' },
        { value: 'text-generation', label: 'gpt2-starter' },
      ]}
      @tokenscope-field-change=${this.#onModel}
    ></tokenscope-select-field>`;
  }

  #result(result: AttentionView, run: number, linked: boolean): TemplateResult {
    return html`<tokenscope-attention-result
        .host=${this.host}
        .run=${run}
        .result=${result}
        ?linked=${linked}
        @tokenscope-token-click=${this.#onToken}
        >${linked && this.view ? this.#model('model', this.view.form) : nothing}
        ${this.#place(result, linked)}</tokenscope-attention-result
      >
      ${
        linked
          ? html`<p class="dim">
              ${l10n.t(
                'Attention is not explanation: other weights can give the same prediction (Jain & Wallace 2019), and whether they explain depends on what is meant by it (Wiegreffe & Pinter 2019).',
              )}
            </p>`
          : nothing
      }`;
  }

  /** What is said of the token that is masked, or could be. */
  #place({ prediction, maskToken, masked }: AttentionView, linked: boolean) {
    const wanted = this.view?.form.masked?.token ?? null;
    if (linked && this.view?.status === 'done' && wanted !== masked) {
      return html`<p class="dim">
        ${l10n.t('This result is of an earlier run: run again on the text to mask a token.')}
      </p>`;
    }
    if (prediction !== null) return maskedPrediction(prediction);
    return linked && maskToken !== null
      ? html`<span slot="hint"
          >${l10n.t('Click a token to mask it and see what BERT expects in its place.')}</span
        >`
      : nothing;
  }

  #change(change: Partial<AttentionForm>): void {
    if (this.view) {
      const form = { ...this.view.form, ...change };
      this.host?.tell(changeLabForm, { tool: 'attention', form });
    }
  }

  readonly #onModel = (event: Event) => {
    if (event instanceof FieldChange) {
      this.#change({ task: event.value as AttentionForm['task'], masked: null });
    }
  };

  readonly #onToken = (event: Event) => {
    const result = this.view?.result;
    if (event instanceof TokenClick && result) {
      const { token } = event;
      this.#change({ masked: token === result.masked ? null : { text: result.text, token } });
    }
  };

  readonly #onKey = (event: KeyboardEvent) => {
    if (
      event.key === 'Escape' &&
      this.view?.status === 'done' &&
      this.view.result?.masked !== null
    ) {
      this.#change({ masked: null });
    }
  };
}
