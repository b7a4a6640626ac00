import '@vscode-elements/elements/dist/vscode-button/index.js';
import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import {
  continuationMark,
  type ContextShiftForm,
  type ContextShiftView,
} from '../../../src/common/protocol/views/laboratory/contextShift';
import { baseStyles } from '../../shared/styles';
import '../../shared/textField';
import { LabTab } from '../labTab';
import { resultTableStyles } from '../resultTable.styles';
import '../toolFrame';
import { contextShiftStyles } from './contextShift.styles';
import { continuationBars } from './continuationBars';
import { continuationScores } from './continuationScores';
import { promptColumn } from './promptColumn';

/** "Two Prompts": what GPT-2 expects after each of two texts. */
@customElement('tokenscope-context-shift')
export class ContextShiftTab extends LabTab<ContextShiftForm, ContextShiftView> {
  static override readonly styles = [baseStyles, resultTableStyles, contextShiftStyles];
  protected override readonly tool = 'contextShift';

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    return html`<tokenscope-tool-frame
      tool="contextShift"
      .host=${this.host}
      .view=${view}
      welcome=${l10n.t(
        'How much does it change what GPT-2 expects next if the text before is another? Select two texts (hold Alt for the second), or one and type the other.',
      )}
      runLabel=${l10n.t('Compare Two Prompts')}
    >
      <tokenscope-text-field
        slot="form"
        label=${l10n.t('Second prompt')}
        hint=${l10n.t('Read where only one text is selected; empty for the start of a text')}
        .value=${view.form.second}
        @tokenscope-field-change=${(event: Event) => this.onField(event, 'second')}
      ></tokenscope-text-field>
      <tokenscope-text-field
        slot="form"
        label=${l10n.t('Continuations')}
        hint=${l10n.t(
          'What could come next; several with {0} between them; a word is read with a space before it',
          continuationMark,
        )}
        .value=${view.form.continuation}
        @tokenscope-field-change=${(event: Event) => this.onField(event, 'continuation')}
      ></tokenscope-text-field>
      <vscode-button
        slot="form"
        secondary
        title=${l10n.t('Opens two prompts that differ in one word, with words that could come next')}
        @click=${() => this.host?.runAction('demonstrateBias')}
        >${l10n.t('Bias Example…')}</vscode-button
      >
      ${
        view.result === null
          ? nothing
          : html`<div slot="result">${this.#result(view.result, true)}</div>`
      }
      ${
        view.pinned === null
          ? nothing
          : html`<div slot="pinned">${this.#result(view.pinned.result, false)}</div>`
      }
    </tokenscope-tool-frame>`;
  }

  #result(result: ContextShiftView, linked: boolean): TemplateResult {
    return html`<p class="divergence">
        ${l10n.t('Jensen-Shannon divergence')} <strong>${result.jsdBits.toFixed(3)}</strong>
        ${l10n.t('bits')}
        <span class="dim">
          ${l10n.t('over the whole vocabulary: 0 for the same expectations, 1 for none in common')}
        </span>
      </p>
      ${continuationBars(result)}
      <div class="columns">
        ${([0, 1] as const).map(
          (side) =>
            html`<section
              @pointerenter=${() => linked && this.hover(side)}
              @pointerleave=${() => linked && this.hover(null)}
            >
              ${promptColumn(result, side)}
            </section>`,
        )}
      </div>
      ${continuationScores(result)}`;
  }
}
