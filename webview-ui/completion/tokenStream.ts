import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { GeneratedToken } from '../../src/common/protocol/model/completion';
import { baseStyles } from '../shared/styles';
import { segmentText } from './segments';
import { tokenTitle } from './tokenTitle';

/** Pixels from the end within which the text counts as scrolled to its end. */
const endSlack = 24;

/** The prompt's end, dimmed, and the continuation behind it. Follows the text as it grows. */
@customElement('tokenscope-token-stream')
export class TokenStream extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      :host {
        overflow-y: auto;
        padding: 2px var(--tokenscope-gutter) 12px;
      }
      .text {
        margin: 0;
        max-width: 72em;
        line-height: 1.55;
        overflow-wrap: anywhere;
        unicode-bidi: plaintext;
      }
      .text > span {
        white-space: pre-wrap;
      }
      .prompt {
        font-style: var(--tokenscope-prompt-style, normal);
        color: var(--tokenscope-dim);
      }
      .token {
        border-radius: 2px;
        outline: 1px solid transparent;
      }
      .token:hover {
        background: var(
          --vscode-tokenscope-token-evenBackground,
          var(--vscode-editor-hoverHighlightBackground)
        );
        outline-color: var(--vscode-tokenscope-token-boundary, var(--vscode-contrastActiveBorder));
      }
      .caret {
        display: inline-block;
        width: 2px;
        height: 1.1em;
        margin-inline-start: 1px;
        background: var(--vscode-editorCursor-foreground, var(--vscode-foreground));
        vertical-align: text-bottom;
      }
      @media (prefers-reduced-motion: no-preference) {
        .caret {
          animation: blink 1s steps(2, jump-none) infinite;
        }
      }
      @keyframes blink {
        to {
          opacity: 0;
        }
      }
    `,
  ];

  @property() prompt = '';
  @property({ type: Boolean }) promptCut = false;
  @property({ attribute: false }) tokens: readonly GeneratedToken[] = [];
  @property() text = '';
  @property({ type: Boolean }) running = false;
  @property({ type: Number }) run = 0;
  #followsEnd = true;

  override connectedCallback(): void {
    super.connectedCallback();
    this.tabIndex = 0;
    this.role = 'region';
    this.ariaLabel = l10n.t('Continuation');
    this.addEventListener('scroll', () => {
      this.#followsEnd = this.scrollTop + this.clientHeight >= this.scrollHeight - endSlack;
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('run')) this.#followsEnd = true;
  }

  protected override updated(): void {
    if (this.running && this.#followsEnd) this.scrollTop = this.scrollHeight;
  }

  protected override render() {
    const segments = segmentText(this.text, this.tokens);
    const cut = this.promptCut
      ? html`<span title=${l10n.t('More text stands before this.')}>…</span>`
      : nothing;
    // On one line: each blank in this element is drawn.
    return html`<p class="text">
      <span class="prompt">${cut}${this.prompt}</span>${segments.map(({ text, tokens }) =>
        tokens.length === 0
          ? html`<span>${text}</span>`
          : html`<span class="token" title=${tokenTitle(tokens)}>${text}</span>`,
      )}${this.running ? html`<span class="caret" aria-hidden="true"></span>` : nothing}
    </p>`;
  }
}
