import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { GeneratedToken, TokenChoice } from '../../src/common/protocol/model/completion';
import { formatLogProb, formatProbability } from '../shared/format';
import { baseStyles } from '../shared/styles';
import { visibleText } from '../tokens/list/visibleText';
import { AlternativeChosen, type PointedToken } from './events';
import { tokenCardStyles } from './tokenCard.styles';

/** What the model thought at a token's place: its best alternatives, one of which can be chosen. */
@customElement('tokenscope-token-card')
export class TokenCard extends LitElement {
  static override readonly styles = [baseStyles, tokenCardStyles];

  @property({ attribute: false }) token: PointedToken | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.role = 'dialog';
    this.ariaLabel = l10n.t('Alternatives');
    this.addEventListener('keydown', this.#onKeyDown);
  }

  /** Puts the focus on the first alternative. */
  override focus(): void {
    void this.updateComplete.then(() => this.#buttons[0]?.focus());
  }

  protected override render() {
    const { token } = this;
    if (token === null) return nothing;
    return token.tokens.map((each, index) => this.#part(token, each, token.place + index));
  }

  #part(pointed: PointedToken, token: GeneratedToken, place: number): TemplateResult {
    const { alternatives } = token;
    const rank = alternatives.findIndex(({ id }) => id === token.id);
    const choices = rank < 0 && alternatives.length > 0 ? [...alternatives, token] : alternatives;
    return html`<div class="part">
      <div class="title">
        <span>${visibleText(token.text)}</span><span class="id dim">${token.id}</span>
      </div>
      <div class="facts dim">
        <span>p <span class="value">${formatProbability(Math.exp(token.logProb))}</span></span>
        <span>ln p <span class="value">${formatLogProb(token.logProb)}</span></span>
        ${
          alternatives.length === 0
            ? nothing
            : html`<span
                >${rank < 0 ? l10n.t('rank > {0}', alternatives.length) : l10n.t('rank {0}', rank + 1)}</span
              >`
        }
        <span
          >${
            pointed.chosen.includes(place)
              ? l10n.t('chosen by you')
              : html`${l10n.t('drawn with')}
                  <span class="value">${formatProbability(Math.exp(token.sampledLogProb))}</span>`
          }</span
        >
      </div>
      ${
        choices.length === 0
          ? nothing
          : html`<ul>
              ${choices.map((choice) => this.#choice(pointed, token, place, choice))}
            </ul>`
      }
    </div>`;
  }

  #choice(
    { branch }: PointedToken,
    token: GeneratedToken,
    place: number,
    choice: TokenChoice,
  ): TemplateResult {
    const own = choice.id === token.id;
    const probability = Math.exp(choice.logProb);
    // As a property: a style attribute would be refused by the content policy.
    const style = `width: ${probability * 100}%`;
    const title = own
      ? l10n.t('The token of this text.')
      : l10n.t('Go on from here with this token · ln p {0}', formatLogProb(choice.logProb));
    return html`<li>
      <button
        class=${own ? 'own' : ''}
        aria-disabled=${own ? 'true' : 'false'}
        title=${title}
        @click=${() => {
          if (!own) this.dispatchEvent(new AlternativeChosen(branch, place, choice));
        }}
      >
        <span class="word">${visibleText(choice.text)}</span>
        <span class="bar"><span .style=${style}></span></span>
        <span class="number">${formatProbability(probability)}</span>
      </button>
    </li>`;
  }

  get #buttons(): readonly HTMLElement[] {
    return [...this.renderRoot.querySelectorAll('button')];
  }

  readonly #onKeyDown = (event: KeyboardEvent) => {
    const buttons = this.#buttons;
    const at = buttons.indexOf(this.shadowRoot?.activeElement as HTMLElement);
    const next = {
      ArrowDown: Math.min(at + 1, buttons.length - 1),
      ArrowUp: at - 1,
      Home: 0,
      End: buttons.length - 1,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    // Above the first is the token itself.
    if (next < 0) this.token?.owner.focusToken();
    else buttons[next]?.focus();
  };
}
