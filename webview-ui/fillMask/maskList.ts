import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { MaskRow } from '../../src/common/protocol/views/fillMask';
import { baseStyles } from '../shared/styles';
import { candidateOption, originalRow } from './candidateRow';
import { CandidateChosen, CopyRequest, PreviewRequest } from './events';
import { targetIndex } from './listKeys';
import { maskListStyles } from './maskList.styles';

/** Rows that are drawn before the user asks for more: a vocabulary's thousand takes a while. */
const pageSize = 100;

/** The candidates of one mask. Arrow keys move, Enter or a click puts one into the document. */
@customElement('tokenscope-mask-list')
export class MaskList extends LitElement {
  static override readonly styles = [baseStyles, maskListStyles];

  @property({ attribute: false }) mask: MaskRow = { candidates: [], original: null, applied: null };
  @property({ type: Number }) index = 0;
  @property() heading = '';
  /** What is shown belongs to an earlier run or window: it can be read, but not used. */
  @property({ type: Boolean }) stale = false;
  @state() private active = 0;
  @state() private shown = pageSize;
  /** The candidate that the editor shows in its mask's place, -1 for none. */
  private previewed = -1;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('mask')) {
      this.active = Math.max(0, Math.min(this.active, this.mask.candidates.length - 1));
    }
  }

  /** Puts the focus on the row where it was last. */
  override focus(): void {
    this.#row(this.active)?.focus();
  }

  protected override render() {
    const { candidates, original, applied } = this.mask;
    const rows = candidates.slice(0, this.shown);
    const rest = candidates.length - rows.length;
    return html`
      <header>
        <slot name="heading"><h2>${this.heading}</h2></slot>
        <vscode-toolbar-button
          icon="copy"
          label=${l10n.t('Copy {0}', this.heading)}
          title=${l10n.t('Copy as Tab-Separated Table')}
          @click=${() => this.dispatchEvent(new CopyRequest(this.index))}
        ></vscode-toolbar-button>
      </header>
      <div class="table">
        <div class="row head" aria-hidden="true">
          <span class="rank number" title=${l10n.t('Rank')}>#</span>
          <span class="word">${l10n.t('token')}</span>
          <span class="bar"></span>
          <span class="number" title=${l10n.t('Probability')}>p</span>
          <span class="log number" title=${l10n.t('Natural logarithm of the probability')}
            >ln p</span
          >
          <span class="id number" title=${l10n.t('Id in the vocabulary')}>id</span>
        </div>
        ${original === null ? nothing : originalRow(original)}
        <div
          class="list"
          role="listbox"
          aria-label=${this.heading}
          aria-disabled=${this.stale}
          @click=${this.#onClick}
          @keydown=${this.#onKeyDown}
          @focusin=${this.#onFocus}
          @pointerover=${this.#onPoint}
          @pointerleave=${this.#endPreview}
          @focusout=${this.#endPreview}
        >
          ${rows.map((row, index) =>
            candidateOption(row, {
              index,
              applied: index === applied,
              active: index === this.active,
            }),
          )}
        </div>
      </div>
      ${
        rest === 0
          ? nothing
          : html`<vscode-button class="more" secondary @click=${() => (this.shown += pageSize)}
              >${l10n.t('Show {0} More', Math.min(rest, pageSize))}</vscode-button
            >`
      }
    `;
  }

  #row(index: number): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(`[data-index='${index}']`);
  }

  #choose(index: number): void {
    const usable = !this.stale && this.mask.candidates[index]?.special === false;
    if (usable) this.dispatchEvent(new CandidateChosen(this.index, index));
  }

  readonly #onClick = (event: MouseEvent) => {
    const index = indexOf(event);
    if (index !== null) this.#choose(index);
  };

  readonly #onFocus = (event: FocusEvent) => {
    this.active = indexOf(event) ?? this.active;
    this.#preview(this.active);
  };

  readonly #onPoint = (event: PointerEvent) => {
    const index = indexOf(event);
    if (index !== null) this.#preview(index);
  };

  readonly #endPreview = () => {
    this.previewed = -1;
    this.dispatchEvent(new PreviewRequest(null));
  };

  #preview(candidate: number): void {
    if (this.stale || candidate === this.previewed) return;
    this.previewed = candidate;
    this.dispatchEvent(new PreviewRequest({ mask: this.index, candidate }));
  }

  readonly #onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.#choose(this.active);
      return;
    }
    const last = Math.min(this.shown, this.mask.candidates.length) - 1;
    const target = targetIndex(event.key, this.active, last);
    if (target === null) return;
    event.preventDefault();
    this.#row(target)?.focus();
  };
}

function indexOf(event: Event): number | null {
  const row = event.target instanceof Element ? event.target.closest('[data-index]') : null;
  return row instanceof HTMLElement ? Number(row.dataset['index']) : null;
}
