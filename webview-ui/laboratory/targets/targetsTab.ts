import * as l10n from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type {
  TargetsForm,
  TargetsView,
} from '../../../src/common/protocol/views/laboratory/targets';
import '../../shared/selectField';
import { baseStyles } from '../../shared/styles';
import { LabTab } from '../labTab';
import '../../shared/textField';
import '../toolFrame';
import { AttributeMarked } from './attributeMarked';
import './markedSentence';
import './targetTable';

/** "Target Words": chosen words in one gap. */
@customElement('tokenscope-targets')
export class TargetsTab extends LabTab<TargetsForm, TargetsView> {
  static override readonly styles = [
    baseStyles,
    css`
      tokenscope-text-field {
        flex: 1 1 100%;
      }
      tokenscope-select-field {
        --tokenscope-select-width: 178px;
      }
      tokenscope-marked-sentence {
        margin-bottom: 8px;
      }
    `,
  ];
  protected override readonly tool = 'targets';

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    return html`<tokenscope-tool-frame
      tool="targets"
      .host=${this.host}
      .view=${view}
      welcome=${l10n.t(
        'How likely are he, she and they here? Put the cursor on a [MASK], or on a word to hide it, name the words to score, and mark an attribute such as “nurse” in the sentence to see what it adds.',
      )}
      runLabel=${l10n.t('Score Target Words')}
      @tokenscope-attribute=${this.#onAttribute}
    >
      ${this.#form(view.form)}
      ${
        view.result === null
          ? nothing
          : html`<div slot="result">
              <tokenscope-marked-sentence .view=${view.result}></tokenscope-marked-sentence>
              ${this.#table(view.result)}
            </div>`
      }
      ${
        view.pinned === null
          ? nothing
          : html`<div slot="pinned">
              <tokenscope-marked-sentence
                .view=${view.pinned.result}
                fixed
              ></tokenscope-marked-sentence>
              <tokenscope-target-table .view=${view.pinned.result} fixed></tokenscope-target-table>
            </div>`
      }
    </tokenscope-tool-frame>`;
  }

  #form(form: TargetsForm): TemplateResult {
    return html`
      <tokenscope-text-field
        slot="form"
        label=${l10n.t('Target words')}
        hint=${l10n.t('he, she, they – or named sets: men: he, him; women: she, her')}
        .value=${form.targets}
        @tokenscope-field-change=${(event: Event) => this.onField(event, 'targets')}
      ></tokenscope-text-field>
      <tokenscope-select-field
        slot="form"
        label=${l10n.t('Words of several tokens')}
        .value=${form.scoring}
        .options=${[
          { value: 'pll_l2r', label: l10n.t('Left to right (pll_l2r)') },
          { value: 'all_masked', label: l10n.t('All masked (all_masked)') },
          { value: 'single_only', label: l10n.t('No score (single_only)') },
        ]}
        @tokenscope-field-change=${(event: Event) => this.onField(event, 'scoring')}
      ></tokenscope-select-field>
      <tokenscope-select-field
        slot="form"
        label=${l10n.t('Sets')}
        .value=${form.sets}
        .options=${[
          { value: 'mean', label: l10n.t('Mean of ln p') },
          { value: 'sum', label: l10n.t('ln of summed p') },
        ]}
        @tokenscope-field-change=${(event: Event) => this.onField(event, 'sets')}
      ></tokenscope-select-field>
    `;
  }

  #table(result: TargetsView): TemplateResult {
    return html`<tokenscope-target-table
      .view=${result}
      @tokenscope-field-change=${(event: Event) => this.onField(event, 'reference')}
      @pointerenter=${() => this.hover(0)}
      @pointerleave=${() => this.hover(null)}
    ></tokenscope-target-table>`;
  }

  readonly #onAttribute = (event: Event) => {
    if (event instanceof AttributeMarked) this.change({ attribute: event.attribute });
  };
}
