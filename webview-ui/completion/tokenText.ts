import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { sumLogProb, type CompletedToken } from '../../src/common/completion/completedToken';
import { formatProbability } from '../shared/format';
import { baseStyles } from '../shared/styles';
import { visibleText } from '../tokens/list/visibleText';
import { TokenEntered, TokenLeft, TokenOpened } from './events';
import { segmentText, type Segment } from './segments';
import { shadeStep } from './shade';
import { shadeStyles } from './shade.styles';
import { tokenTextStyles } from './tokenText.styles';

/**
 * Generated text whose tokens can be pointed at and walked with the arrow keys: one of them is reached
 * by Tab.
 */
@customElement('tokenscope-token-text')
export class TokenText extends LitElement {
  static override readonly styles = [baseStyles, shadeStyles, tokenTextStyles];

  @property({ attribute: false }) tokens: readonly CompletedToken[] = [];
  @property() text = '';
  /** Place of the first token behind the prompt. */
  @property({ type: Number }) from = 0;
  /** The branch that the tokens are of. */
  @property({ type: Number }) branch = 0;
  /** Places of tokens that a person put there. */
  @property({ attribute: false }) chosen: readonly number[] = [];
  @property({ type: Boolean }) shaded = true;
  @property({ type: Boolean }) running = false;
  /** Place of the token whose card is open; null for none. */
  @property({ attribute: false }) open: number | null = null;
  /** The segment that Tab reaches. */
  @state() private active = 0;
  #segments: readonly Segment[] = [];
  /** The focus comes by script: the card that it came from, or that was closed, stays as it is. */
  #quiet = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('tokens') || changed.has('text')) {
      this.#segments = segmentText(this.text, this.tokens);
      this.active = Math.min(this.active, Math.max(0, this.#segments.length - 1));
    }
  }

  /** Puts the focus on the token at a place, or on the one that Tab reaches. */
  focusToken(place?: number): void {
    if (place !== undefined) {
      const index = this.#segments.findIndex((segment) => this.#placeOf(segment) === place);
      this.active = Math.max(0, index);
    }
    void this.updateComplete.then(() => {
      this.#quiet = true;
      this.#elementAt(this.active)?.focus();
      this.#quiet = false;
    });
  }

  protected override render() {
    // On one line: each blank in this element is drawn.
    return html`${this.#segments.map((segment, index) => this.#segment(segment, index))}${
      this.running ? html`<span class="caret" aria-hidden="true"></span>` : nothing
    }`;
  }

  #segment(segment: Segment, index: number): TemplateResult {
    const { text, tokens } = segment;
    const [first] = tokens;
    if (first === undefined) return html`<span>${text}</span>`;
    const place = this.#placeOf(segment);
    const logProb = sumLogProb(tokens);
    const probability = logProb === null ? null : Math.exp(logProb);
    const classes = [
      'token',
      this.shaded && probability !== null ? `shade-${shadeStep(probability)}` : '',
      place === this.open ? 'open' : '',
      tokens.some((_, own) => this.chosen.includes(place + own)) ? 'chosen' : '',
    ].join(' ');
    return html`<span
      class=${classes}
      role="button"
      data-index=${index}
      tabindex=${index === this.active ? 0 : -1}
      aria-label=${
        probability === null
          ? visibleText(text)
          : l10n.t('{0}, {1}', visibleText(text), formatProbability(probability))
      }
      aria-haspopup="dialog"
      @mouseenter=${(event: Event) => this.#entered(event, segment, false)}
      @mouseleave=${() => this.dispatchEvent(new TokenLeft())}
      @focus=${(event: Event) => this.#focused(event, segment, index)}
      @click=${(event: Event) => this.#opened(event, segment)}
      @keydown=${(event: KeyboardEvent) => this.#onKeyDown(event, segment, index)}
      >${text}</span
    >`;
  }

  #focused(event: Event, segment: Segment, index: number): void {
    this.active = index;
    if (this.#quiet) return;
    if ((event.target as Element).matches(':focus-visible')) this.#entered(event, segment, true);
  }

  #entered(event: Event, segment: Segment, byKey: boolean): void {
    const detail = this.#detail(event, segment);
    this.dispatchEvent(new TokenEntered(detail, byKey));
  }

  #opened(event: Event, segment: Segment): void {
    this.dispatchEvent(new TokenOpened(this.#detail(event, segment)));
  }

  #detail(event: Event, segment: Segment) {
    return {
      element: event.currentTarget as HTMLElement,
      tokens: segment.tokens,
      place: this.#placeOf(segment),
      branch: this.branch,
      chosen: this.chosen,
      owner: this,
    };
  }

  #onKeyDown(event: KeyboardEvent, segment: Segment, index: number): void {
    const next = { ArrowRight: index + 1, ArrowLeft: index - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      this.#elementAt(next)?.focus();
    } else if (event.key === 'Home' || event.key === 'End') {
      event.preventDefault();
      this.#elementAt(event.key === 'Home' ? 0 : this.#segments.length - 1)?.focus();
    } else if (['Enter', ' ', 'ArrowDown'].includes(event.key)) {
      event.preventDefault();
      this.#opened(event, segment);
    }
  }

  #elementAt(index: number): HTMLElement | null {
    return this.renderRoot.querySelector(`[data-index="${index}"]`);
  }

  #placeOf({ start }: Segment): number {
    return this.from + start;
  }
}
