import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { FillingRow, Together } from '../../src/common/protocol/views/fillMask';
import { formatLogProb } from '../shared/format';
import { baseStyles } from '../shared/styles';
import { FillingChosen, PreviewRequest } from './events';
import { targetIndex } from './listKeys';

/** Ways to fill all masks together. Arrow keys move, Enter or a click puts one into the document. */
@customElement('tokenscope-together-list')
export class TogetherList extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      :host {
        padding: 4px var(--tokenscope-gutter) 10px;
        border-top: 1px solid var(--tokenscope-line);
      }
      h2 {
        margin: 2px 0 4px;
        font-size: 13px;
        font-weight: 600;
      }
      .note {
        margin: 0 0 4px;
        font-size: 11px;
      }
      [role='grid'] {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto auto auto;
      }
      .row {
        display: grid;
        grid-column: 1 / -1;
        grid-template-columns: subgrid;
        column-gap: 12px;
        padding: 2px 4px;
        cursor: pointer;
      }
      .row.head {
        color: var(--tokenscope-dim);
        cursor: default;
      }
      .row:not(.head):hover {
        background: var(--vscode-list-hoverBackground);
        outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
      }
      .applied {
        background: var(--vscode-list-inactiveSelectionBackground);
      }
      .stale .row {
        cursor: default;
      }
      .texts {
        overflow-wrap: anywhere;
      }
      .order {
        color: var(--tokenscope-dim);
        font-size: 10px;
      }
      .number {
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  @property({ attribute: false }) together: Together | null = null;
  /** It can be read, but not used. */
  @property({ type: Boolean }) stale = false;
  @state() private active = 0;

  protected override render() {
    if (this.together === null) return nothing;
    const { fillings, applied } = this.together;
    return html`
      <h2>${l10n.t('Filled together')}</h2>
      <p class="note dim">
        ${l10n.t(
          'Sums of ln p, none of them a joint probability. Found by “sequential”, in order of “pll”.',
        )}
      </p>
      <div
        role="grid"
        class=${this.stale ? 'stale' : ''}
        aria-label=${l10n.t('Filled together')}
        @keydown=${this.#onKeyDown}
        @pointerleave=${() => this.dispatchEvent(new PreviewRequest(null))}
        @focusout=${() => this.dispatchEvent(new PreviewRequest(null))}
      >
        <div class="row head" role="row">
          <span role="columnheader">${l10n.t('texts')}</span>
          ${heading('pll', l10n.t('Σ ln p of each token, all others filled'))}
          ${heading('seq.', l10n.t('Σ ln p, each given those filled before it'))}
          ${heading('indep.', l10n.t('Σ ln p, all masks masked'))}
        </div>
        ${fillings.map((filling, index) => this.#row(filling, index, index === applied))}
      </div>
    `;
  }

  #row(filling: FillingRow, index: number, applied: boolean): TemplateResult {
    const { texts, order, pll, sequential, independent } = filling;
    return html`<div
      class="row ${applied ? 'applied' : ''}"
      role="row"
      data-index=${index}
      tabindex=${index === this.active ? 0 : -1}
      aria-selected=${applied}
      @click=${() => this.#choose(index)}
      @pointerenter=${() => this.#preview(index)}
      @focus=${() => {
        this.active = index;
        this.#preview(index);
      }}
    >
      <span
        role="gridcell"
        class="texts"
        title=${l10n.t('The small number says when it was filled')}
        >${texts.map(
          (text, mask) =>
            html`${mask === 0 ? nothing : html`<span class="dim"> · </span>`}${text}<sup
                class="order"
                >${order.indexOf(mask) + 1}</sup
              >`,
        )}</span
      >
      ${[pll, sequential, independent].map(
        (score) => html`<span role="gridcell" class="number">${formatLogProb(score)}</span>`,
      )}
    </div>`;
  }

  #choose(index: number): void {
    if (!this.stale) this.dispatchEvent(new FillingChosen(index));
  }

  #preview(filling: number): void {
    if (!this.stale) this.dispatchEvent(new PreviewRequest({ filling }));
  }

  readonly #onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.#choose(this.active);
      return;
    }
    const last = (this.together?.fillings.length ?? 0) - 1;
    const target = targetIndex(event.key, this.active, last);
    if (target === null) return;
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>(`[data-index='${target}']`)?.focus();
  };
}

function heading(label: string, title: string): TemplateResult {
  return html`<span role="columnheader" class="number" title=${title}>${label}</span>`;
}
