import type { LitElement, ReactiveController } from 'lit';
import { listen } from '../shared/listen';
import { cardPlace } from './cardPlace';
import { TokenEntered, TokenLeft, TokenOpened, type PointedToken } from './events';
import type { TokenCard } from './tokenCard';

/** How long the pointer rests on a token before its card comes, and away from both before it goes. */
const openMilliseconds = 140;
const closeMilliseconds = 260;

/** Shows the card of the token that is pointed at, focused or opened. */
export class CardController implements ReactiveController {
  /** The token whose card is open. */
  token: PointedToken | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: LitElement,
    private readonly card: () => TokenCard | null,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    listen(this.host, TokenEntered, ({ token, byKey }) => this.#entered(token, byKey));
    listen(this.host, TokenLeft, this.leave);
    listen(this.host, TokenOpened, ({ token }) => this.#opened(token));
    this.host.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.token !== null) {
        // This Escape was for the card: it must not stop a run too.
        event.stopImmediatePropagation();
        const { owner, place } = this.token;
        const inside = event.composedPath().includes(this.card() as EventTarget);
        this.close();
        if (inside) owner.focusToken(place);
      }
    });
    this.host.addEventListener('focusout', this.leave);
    this.host.renderRoot.addEventListener('scroll', () => this.hostUpdated(), {
      capture: true,
      passive: true,
    });
  }

  hostUpdated(): void {
    const card = this.card();
    if (card === null || this.token === null) return;
    void card.updateComplete.then(() => {
      if (this.token === null) return;
      const [first] = this.token.element.getClientRects();
      if (first === undefined) return;
      const { left, top } = cardPlace(first, card.getBoundingClientRect(), {
        width: innerWidth,
        height: innerHeight,
      });
      card.style.left = `${left}px`;
      card.style.top = `${top}px`;
    });
  }

  /** The pointer came to the card. */
  readonly stay = (): void => clearTimeout(this.#timer);

  /** The pointer left token and card. */
  readonly leave = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.#focused) this.close();
    }, closeMilliseconds);
  };

  close(): void {
    clearTimeout(this.#timer);
    if (this.token === null) return;
    this.token = null;
    this.host.requestUpdate();
  }

  #entered(token: PointedToken, byKey: boolean): void {
    clearTimeout(this.#timer);
    if (byKey || this.token !== null) {
      this.#show(token);
    } else {
      this.#timer = setTimeout(() => this.#show(token), openMilliseconds);
    }
  }

  #opened(token: PointedToken): void {
    clearTimeout(this.#timer);
    this.#show(token);
    void this.host.updateComplete.then(() => this.card()?.focus());
  }

  #show(token: PointedToken): void {
    this.token = token;
    this.host.requestUpdate();
  }

  get #focused(): boolean {
    return this.card()?.matches(':focus-within') ?? false;
  }
}
