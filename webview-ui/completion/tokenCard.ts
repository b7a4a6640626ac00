import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import {
  sameChoice,
  type CompletedChoice,
  type CompletedToken,
} from '../../src/common/completion/completedToken';
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

  #part(pointed: PointedToken, token: CompletedToken, place: number): TemplateResult {
    const { alternatives } = token;
    const rank = alternatives.findIndex((each) => sameChoice(each, token));
    const choices = rank < 0 && alternatives.length > 0 ? [...alternatives, token] : alternatives;
    return html`<div class="part">
      <div class="title">
        <span>${visibleText(token.text)}</span
        >${token.id === null ? nothing : html`<span class="id dim">${token.id}</span>`}
      </div>
      <div class="facts dim">
        ${
          token.logProb === null
            ? html`<span>${l10n.t('The server gives no probability.')}</span>`
            : html`<span
                  >p <span class="value">${formatProbability(Math.exp(token.logProb))}</span></span
                >
                <span>ln p <span class="value">${formatLogProb(token.logProb)}</span></span>`
        }
        ${
          alternatives.length === 0
            ? nothing
            : html`<span
                >${rank < 0 ? l10n.t('rank > {0}', alternatives.length) : l10n.t('rank {0}', rank + 1)}</span
              >`
        }
        ${this.#drawn(token, pointed.chosen.includes(place))}
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

  /** How it came: by hand, or with what probability; a server does not tell that. */
  #drawn({ sampledLogProb }: CompletedToken, chosen: boolean): TemplateResult | typeof nothing {
    if (chosen) return html`<span>${l10n.t('chosen by you')}</span>`;
    return sampledLogProb === null
      ? nothing
      : html`<span
          >${l10n.t('drawn with')}
          <span class="value">${formatProbability(Math.exp(sampledLogProb))}</span></span
        >`;
  }

  #choice(
    { branch }: PointedToken,
    token: CompletedToken,
    place: number,
    choice: CompletedChoice,
  ): TemplateResult {
    const own = sameChoice(choice, token);
    // A part of a character has no text that a server without ids could go on from.
    const fixed = own || (choice.id === null && /^$|\uFFFD/.test(choice.text));
    const { logProb } = choice;
    const probability = logProb === null ? null : Math.exp(logProb);
    // As a property: a style attribute would be refused by the content policy.
    const style = `width: ${(probability ?? 0) * 100}%`;
    const title = own
      ? l10n.t('The token of this text.')
      : logProb === null
        ? l10n.t('Go on from here with this token')
        : l10n.t('Go on from here with this token · ln p {0}', formatLogProb(logProb));
    return html`<li>
      <button
        class=${own ? 'own' : ''}
        aria-disabled=${fixed ? 'true' : 'false'}
        title=${title}
        @click=${() => {
          if (!fixed) this.dispatchEvent(new AlternativeChosen(branch, place, choice));
        }}
      >
        <span class="word">${visibleText(choice.text)}</span>
        <span class="bar"><span .style=${style}></span></span>
        <span class="number">${probability === null ? '' : formatProbability(probability)}</span>
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
