import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import type { VscodeCheckbox } from '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import * as l10n from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { ClozeForm, ClozeView } from '../../../src/common/protocol/views/laboratory/cloze';
import '../../shared/selectField';
import { baseStyles } from '../../shared/styles';
import { LabTab } from '../labTab';
import '../toolFrame';
import './clozeResult';
import { RowHover } from '../labelledRows';
import '../../shared/textField';

/** "Cloze Labels": zero-shot labels of sentences by a prompt with a mask. */
@customElement('tokenscope-cloze')
export class ClozeTab extends LabTab<ClozeForm, ClozeView> {
  static override readonly styles = [
    baseStyles,
    css`
      .prompt {
        flex: 1 1 220px;
      }
      .labels {
        flex: 1 1 100%;
      }
      tokenscope-select-field {
        --tokenscope-select-width: min(190px, 55vw);
      }
    `,
  ];
  protected override readonly tool = 'cloze';

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    return html`<tokenscope-tool-frame
      tool="cloze"
      .host=${this.host}
      .view=${view}
      welcome=${l10n.t(
        'What is each sentence about? A prompt with a gap is written behind it, and the label whose words BERT finds most likely in the gap is taken. Nothing is trained: choose prompt and words with care, and check the labels.',
      )}
      runLabel=${l10n.t('Label Sentences')}
    >
      ${this.#form(view.form)}
      ${
        view.result === null
          ? nothing
          : html`<tokenscope-cloze-result
              slot="result"
              .view=${view.result}
              @tokenscope-row-hover=${this.#onHover}
            ></tokenscope-cloze-result>`
      }
      ${
        view.pinned === null
          ? nothing
          : html`<tokenscope-cloze-result
              slot="pinned"
              .view=${view.pinned.result}
            ></tokenscope-cloze-result>`
      }
    </tokenscope-tool-frame>`;
  }

  #form(form: ClozeForm): TemplateResult {
    return html`
      <tokenscope-select-field
        slot="form"
        label=${l10n.t('Sentences')}
        .value=${form.unit}
        .options=${[
          { value: 'selection', label: l10n.t('Selection or paragraph') },
          { value: 'document', label: l10n.t('Whole document') },
        ]}
        @tokenscope-field-change=${(event: Event) => this.onField(event, 'unit')}
      ></tokenscope-select-field>
      <tokenscope-text-field
        slot="form"
        class="prompt"
        label=${l10n.t('Prompt')}
        hint=${l10n.t('Is written behind each sentence; holds [MASK] once.')}
        .value=${form.prompt}
        @tokenscope-field-change=${(event: Event) => this.onField(event, 'prompt')}
      ></tokenscope-text-field>
      <vscode-checkbox
        slot="form"
        .label=${l10n.t('Calibrate')}
        ?checked=${form.calibrate}
        title=${l10n.t(
          'Divides each word’s probability by that after the prompt alone (Zhao et al. 2021): words that are likely anyway do not win by that.',
        )}
        @change=${this.#onCalibrate}
      ></vscode-checkbox>
      <tokenscope-text-field
        slot="form"
        class="labels"
        label=${l10n.t('Labels')}
        hint=${l10n.t('label: word, word; label: word')}
        .value=${form.labels}
        @tokenscope-field-change=${(event: Event) => this.onField(event, 'labels')}
      ></tokenscope-text-field>
    `;
  }

  readonly #onCalibrate = (event: Event) => {
    this.change({ calibrate: (event.target as VscodeCheckbox).checked });
  };

  readonly #onHover = (event: Event) => {
    if (event instanceof RowHover) this.hover(event.row);
  };
}
