import * as l10n from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  viewReadingModels,
  type ReadingModel,
  type ReadingsForm,
  type ReadingsView,
} from '../../../src/common/protocol/views/laboratory/readings';
import { FieldChange } from '../../shared/draftField';
import '../../shared/selectField';
import type { SelectOption } from '../../shared/selectField';
import { baseStyles } from '../../shared/styles';
import { LabTab } from '../labTab';
import { resultTableStyles } from '../resultTable.styles';
import '../toolFrame';
import type { WordHover } from '../words/wordHover';
import './differenceList';
import { sidesTable } from './sidesTable';

/** "Two Readings": two texts with one model, or one text with two. */
@customElement('tokenscope-readings')
export class ReadingsTab extends LabTab<ReadingsForm, ReadingsView> {
  static override readonly styles = [
    baseStyles,
    resultTableStyles,
    css`
      tokenscope-select-field {
        --tokenscope-select-width: clamp(96px, 50vw, 182px);
      }
      .result {
        display: grid;
        gap: 12px;
      }
      .sides th[scope='row'] {
        text-align: start;
      }
      .sides th.number {
        max-width: 24ch;
        overflow: hidden;
        text-overflow: ellipsis;
        text-align: end;
      }
      .tables {
        overflow-x: auto;
      }
    `,
  ];

  protected readonly tool = 'readings';
  @state() private models: readonly ReadingModel[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#askModels();
  }

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    const { form } = view;
    return html`<tokenscope-tool-frame
      tool=${this.tool}
      .host=${this.host}
      .view=${view}
      welcome=${l10n.t(
        'Which words are more surprising in one version of a text than in another, or to one model than to another? Select two texts (hold Alt for the second), part one by a line of dashes, or open the other beside it.',
      )}
      runLabel=${l10n.t('Compare Two Readings')}
    >
      ${this.#field('compare', l10n.t('Compare'), form.compare, [
        { value: 'texts', label: l10n.t('Two texts') },
        { value: 'models', label: l10n.t('Two models') },
      ])}
      ${this.#field('unit', l10n.t('Text'), form.unit, [
        { value: 'selection', label: l10n.t('Selection or paragraph') },
        { value: 'document', label: l10n.t('Whole document') },
      ])}
      ${this.#model(form, 0, form.compare === 'models' ? l10n.t('Model 1') : l10n.t('Model'))}
      ${form.compare === 'models' ? this.#model(form, 1, l10n.t('Model 2')) : nothing}
      ${view.result === null ? nothing : html`<div slot="result">${this.#result(view.result, view.run, true)}</div>`}
      ${view.pinned === null ? nothing : html`<div slot="pinned">${this.#result(view.pinned.result, view.pinned.run, false)}</div>`}
    </tokenscope-tool-frame>`;
  }

  #field(
    name: 'compare' | 'unit',
    label: string,
    value: string,
    options: readonly SelectOption[],
  ): TemplateResult {
    return html`<tokenscope-select-field
      slot="form"
      label=${label}
      .value=${value}
      .options=${options}
      @tokenscope-field-change=${(event: Event) => this.onField(event, name)}
    ></tokenscope-select-field>`;
  }

  /** The choice of a model, where there is one. */
  #model({ models }: ReadingsForm, side: 0 | 1, label: string): TemplateResult | typeof nothing {
    if (this.models.length < 2) return nothing;
    const first = models[0] ?? this.models[0]?.id ?? '';
    const other = models[1] ?? this.models.find(({ id }) => id !== first)?.id ?? '';
    return html`<tokenscope-select-field
      slot="form"
      label=${label}
      .value=${side === 0 ? first : other}
      .options=${this.models.map(({ id, name }) => ({ value: id, label: name }))}
      @tokenscope-field-change=${(event: Event) => this.#onModel(event, models, side)}
    ></tokenscope-select-field>`;
  }

  #onModel(event: Event, [first, second]: ReadingsForm['models'], side: 0 | 1): void {
    if (event instanceof FieldChange) {
      const chosen = String(event.value);
      this.change({ models: side === 0 ? [chosen, second] : [first, chosen] });
    }
  }

  #result(result: ReadingsView, run: number | null, linked: boolean): TemplateResult {
    return html`<div class="result">
      <div class="tables">${sidesTable(result)}</div>
      ${
        result.rows === 0
          ? nothing
          : html`<tokenscope-difference-list
              .host=${this.host}
              .run=${run}
              .total=${result.rows}
              @tokenscope-word-hover=${(event: WordHover) => {
                if (linked) this.hover(event.word);
              }}
            ></tokenscope-difference-list>`
      }
    </div>`;
  }

  async #askModels(): Promise<void> {
    this.models = (await this.host?.request(viewReadingModels, null).catch(() => [])) ?? [];
  }
}
