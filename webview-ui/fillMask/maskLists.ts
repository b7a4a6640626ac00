import '@vscode-elements/elements/dist/vscode-button/index.js';
import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { fillMaskLimits } from '../../src/common/decoding/fillMaskLimits';
import type { MaskRow } from '../../src/common/protocol/views/fillMask';
import '../shared/numberField';
import { baseStyles } from '../shared/styles';
import './maskList';
import type { MaskList } from './maskList';

/** Lists that are drawn before the user asks for more: a page of masks takes a while. */
const pageSize = 20;

/** The lists of all masks, side by side where there is room, with the number of candidates. */
@customElement('tokenscope-mask-lists')
export class MaskLists extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      :host {
        border-top: 1px solid var(--tokenscope-line);
        --tokenscope-field-width: 52px;
      }
      .options {
        padding: 4px var(--tokenscope-gutter) 4px;
      }
      tokenscope-number-field {
        width: fit-content;
        max-width: 100%;
      }
      .lists {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 280px), 1fr));
        align-items: start;
        gap: 6px 0;
        padding-bottom: 12px;
      }
      tokenscope-mask-list {
        max-width: 560px;
      }
      .stale {
        color: var(--tokenscope-dim);
        --tokenscope-bar: color-mix(in srgb, var(--vscode-foreground) 30%, transparent);
      }
      .more {
        margin: 0 var(--tokenscope-gutter) 12px;
      }
    `,
  ];

  @property({ attribute: false }) masks: readonly MaskRow[] = [];
  @property({ type: Number }) topK = 10;
  /** What is shown is the result before the run that goes on, or an earlier window's. */
  @property({ type: Boolean }) stale = false;
  @state() private shown = pageSize;

  /** Scrolls to a mask's list and puts the focus into it. */
  async show(mask: number): Promise<void> {
    this.shown = Math.max(this.shown, mask + 1);
    await this.updateComplete;
    const list = this.renderRoot.querySelectorAll<MaskList>('tokenscope-mask-list')[mask];
    await list?.updateComplete;
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    list?.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' });
    list?.focus();
  }

  protected override render() {
    const rest = this.masks.length - this.shown;
    const several = this.masks.length > 1;
    return html`
      ${several ? html`<div class="options">${this.#topKField(l10n.t('Candidates per mask'))}</div>` : nothing}
      <div class="lists ${this.stale ? 'stale' : ''}">
        ${this.masks
          .slice(0, this.shown)
          .map(
            (mask, index) =>
              html`<tokenscope-mask-list
                .mask=${mask}
                .index=${index}
                .heading=${several ? l10n.t('Mask {0}', index + 1) : l10n.t('Candidates')}
                .stale=${this.stale}
                >${several ? nothing : this.#topKField(l10n.t('Candidates shown'))}</tokenscope-mask-list
              >`,
          )}
      </div>
      ${
        rest > 0
          ? html`<vscode-button class="more" secondary @click=${() => (this.shown += pageSize)}
              >${l10n.t('Show {0} More Masks', Math.min(rest, pageSize))}</vscode-button
            >`
          : nothing
      }
    `;
  }

  /** Of one mask it stands in the list's own heading: a low panel has no line to spare. */
  #topKField(label: string): TemplateResult {
    return html`<tokenscope-number-field
      slot="heading"
      label=${label}
      .value=${this.topK}
      .range=${fillMaskLimits.topK}
      deferred
    ></tokenscope-number-field>`;
  }
}
