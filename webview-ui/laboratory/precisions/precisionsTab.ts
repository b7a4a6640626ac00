import * as l10n from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type {
  ComparedModel,
  PrecisionsForm,
  PrecisionsView,
} from '../../../src/common/protocol/views/laboratory/precisions';
import { FieldChange } from '../../shared/draftField';
import '../../shared/selectField';
import type { SelectOption } from '../../shared/selectField';
import { baseStyles } from '../../shared/styles';
import { LabTab } from '../labTab';
import { resultTableStyles } from '../resultTable.styles';
import '../toolFrame';
import { comparisonResult } from './comparisonResult';

/** "Compare Precisions": one place in two precisions of a model, or in two models. */
@customElement('tokenscope-precisions')
export class PrecisionsTab extends LabTab<PrecisionsForm, PrecisionsView> {
  static override readonly styles = [
    baseStyles,
    resultTableStyles,
    css`
      tokenscope-select-field {
        --tokenscope-select-width: 180px;
        flex: 1 1 240px;
        min-width: 0;
      }
      .measures {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 2px 12px;
        margin: 4px 0 10px;
      }
      dt {
        color: var(--tokenscope-dim);
      }
      dd {
        margin: 0;
        font-variant-numeric: tabular-nums;
        overflow-wrap: anywhere;
      }
      .scroll {
        overflow-x: auto;
      }
      td:first-child {
        max-width: 140px;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
    `,
  ];
  protected override readonly tool = 'precisions';

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    return html`<tokenscope-tool-frame
      tool="precisions"
      .host=${this.host}
      .view=${view}
      welcome=${l10n.t(
        'How much do fewer bits change the numbers? Put the cursor on a word or a mask, or select what GPT-2 is to go on from: the same place is read with two precisions of a model, or with two models.',
      )}
      runLabel=${l10n.t('Compare Precisions')}
    >
      ${this.#form(view.form, view.result)}
      ${
        view.result === null
          ? nothing
          : html`<div slot="result">${comparisonResult(view.result)}</div>`
      }
      ${
        view.pinned === null
          ? nothing
          : html`<div slot="pinned">${comparisonResult(view.pinned.result)}</div>`
      }
    </tokenscope-tool-frame>`;
  }

  #form(form: PrecisionsForm, result: PrecisionsView | null): TemplateResult {
    const tasks = [
      { value: 'fill-mask', label: l10n.t('a masked word') },
      { value: 'text-generation', label: l10n.t('the next token') },
    ];
    const same = result?.task === form.task ? result : null;
    return html`<tokenscope-select-field
        slot="form"
        label=${l10n.t('What is read')}
        .value=${form.task}
        .options=${tasks}
        @tokenscope-field-change=${this.#onTask}
      ></tokenscope-select-field>
      ${
        same === null
          ? nothing
          : html`${this.#model(l10n.t('First model'), 'first', same, 0)}
            ${this.#model(l10n.t('Second model'), 'second', same, 1)}`
      }`;
  }

  #model(
    label: string,
    key: 'first' | 'second',
    { choices, models }: PrecisionsView,
    side: 0 | 1,
  ): TemplateResult {
    return html`<tokenscope-select-field
      slot="form"
      label=${label}
      .value=${models[side].id}
      .options=${choices.map(optionOf)}
      @tokenscope-field-change=${(event: Event) => this.onField(event, key)}
    ></tokenscope-select-field>`;
  }

  /** Models are those of a task: another one begins with what is proposed for it. */
  readonly #onTask = (event: Event): void => {
    if (event instanceof FieldChange) {
      this.change({ task: event.value as PrecisionsForm['task'], first: '', second: '' });
    }
  };
}

function optionOf({ id, precision }: ComparedModel): SelectOption {
  return { value: id, label: id.includes(precision) ? id : `${id} · ${precision}` };
}
