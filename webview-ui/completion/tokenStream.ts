import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { textOf } from '../../src/common/completion/completedToken';
import type { CompletionState } from '../../src/common/protocol/views/completion';
import { baseStyles } from '../shared/styles';
import type { PointedToken } from './events';
import './sampleGrid';
import './tokenText';
import type { TokenText } from './tokenText';

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
      tokenscope-sample-grid {
        margin-top: 8px;
      }
    `,
  ];

  @property({ attribute: false }) view: CompletionState | null = null;
  @property({ type: Boolean }) shaded = true;
  /** The token whose card is open. */
  @property({ attribute: false }) open: PointedToken | null = null;
  #run = 0;
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

  /** Puts the focus on the token at a place of the shown text. */
  focusToken(place: number): void {
    this.renderRoot.querySelector<TokenText>('.text > tokenscope-token-text')?.focusToken(place);
  }

  protected override willUpdate(): void {
    const run = this.view?.run ?? 0;
    if (run !== this.#run) this.#followsEnd = true;
    this.#run = run;
  }

  protected override updated(): void {
    if (this.view?.status !== 'running' || !this.#followsEnd) return;
    // The texts draw themselves in their own microtasks.
    void this.#drawn().then(() => {
      if (this.#followsEnd) this.scrollTop = this.scrollHeight;
    });
  }

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    const { prompt, promptCut, samples } = view;
    const cut = promptCut
      ? html`<span title=${l10n.t('More text stands before this.')}>…</span>`
      : nothing;
    // On one line: each blank in this element is drawn.
    return html`<p class="text"><span class="prompt">${cut}${prompt}</span>${this.#text(view)}</p>
      ${
        samples.length === 0
          ? nothing
          : html`<tokenscope-sample-grid
              .view=${view}
              .shaded=${this.shaded}
              .open=${this.open}
            ></tokenscope-sample-grid>`
      }`;
  }

  /** The shown text; of several samples what they share. */
  #text({ tokens, text, kept, shown, chosen, samples, status }: CompletionState): TemplateResult {
    const shared = tokens.slice(0, kept);
    const several = samples.length > 0;
    return html`<tokenscope-token-text
      .tokens=${several ? shared : tokens}
      .text=${several ? textOf(shared) : text}
      .branch=${shown ?? 0}
      .chosen=${chosen}
      .shaded=${this.shaded}
      .running=${status === 'running' && !several}
      .open=${this.open?.branch === shown ? this.open.place : null}
    ></tokenscope-token-text>`;
  }

  async #drawn(): Promise<void> {
    const elements = [...this.renderRoot.querySelectorAll<LitElement>('p > *, p ~ *')];
    await Promise.all(elements.map((element) => element.updateComplete));
  }
}
