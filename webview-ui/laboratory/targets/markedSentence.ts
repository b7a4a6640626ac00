import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { TargetsView } from '../../../src/common/protocol/views/laboratory/targets';
import { counted } from '../../shared/counted';
import { baseStyles } from '../../shared/styles';
import { AttributeMarked } from './attributeMarked';

interface Word {
  readonly start: number;
  readonly end: number;
}

/** The sentence with its gap. A click on a word marks it as the attribute; with Shift up to that word. */
@customElement('tokenscope-marked-sentence')
export class MarkedSentence extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      p {
        max-width: 80em;
        margin: 4px 0;
        line-height: 1.8;
        overflow-wrap: anywhere;
      }
      button {
        padding: 0 1px;
        border: 0;
        border-radius: 3px;
        background: none;
        color: inherit;
        font: inherit;
        cursor: pointer;
      }
      button:hover {
        background: var(--vscode-list-hoverBackground);
        outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
      }
      button[aria-pressed='true'] {
        background: color-mix(in srgb, var(--vscode-charts-orange) 35%, transparent);
        outline: 1px solid var(--vscode-contrastBorder, transparent);
      }
      .gap {
        padding: 0 6px;
        border: 1px solid var(--vscode-focusBorder);
        border-radius: 3px;
      }
      .hint {
        font-size: 11px;
      }
    `,
  ];

  @property({ attribute: false }) view: TargetsView | null = null;
  /** Of an earlier run: nothing can be marked. */
  @property({ type: Boolean }) fixed = false;

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    const { text, gap, hidden } = view;
    return html`<p>
        ${this.#part(0, gap.start)}<span class="gap" title=${l10n.t('The gap')}
          >${hidden ?? text.slice(gap.start, gap.end)}</span
        >${this.#part(gap.end, text.length)}
      </p>
      ${this.fixed ? nothing : html`<span class="hint dim">${this.#hint(view)}</span>`}`;
  }

  #hint({ attribute, attributeTokens, text }: TargetsView): string {
    return attribute === null
      ? l10n.t('Click a word to mark it as the attribute (Shift+click for several).')
      : l10n.t(
          'Attribute: “{0}”, {1}. Click it again to take the mark away.',
          text.slice(attribute.start, attribute.end),
          counted(attributeTokens, 'token'),
        );
  }

  #part(from: number, to: number): TemplateResult[] {
    const text = this.view?.text.slice(from, to) ?? '';
    return Array.from(
      text.matchAll(/\s+|[\p{L}\p{N}\p{M}'’-]+|[^\s\p{L}\p{N}\p{M}]+/gu),
      (match) => {
        const start = from + match.index;
        const word = { start, end: start + match[0].length };
        if (this.fixed || !/[\p{L}\p{N}]/u.test(match[0])) return html`${match[0]}`;
        return html`<button
          aria-pressed=${this.#marked(word)}
          @click=${(event: MouseEvent) => this.#click(word, event.shiftKey)}
        >
          ${match[0]}
        </button>`;
      },
    );
  }

  #marked({ start, end }: Word): boolean {
    const attribute = this.view?.attribute;
    return !!attribute && start < attribute.end && end > attribute.start;
  }

  #click(word: Word, extend: boolean): void {
    const { view } = this;
    if (view === null) return;
    const { attribute, text } = view;
    if (attribute && !extend && this.#marked(word)) {
      this.dispatchEvent(new AttributeMarked(null));
      return;
    }
    const start = extend && attribute ? Math.min(attribute.start, word.start) : word.start;
    const end = extend && attribute ? Math.max(attribute.end, word.end) : word.end;
    this.dispatchEvent(new AttributeMarked({ text: text.slice(start, end), start }));
  }
}
