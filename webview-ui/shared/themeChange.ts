import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Tells an element that paints with colours of the theme when VS Code has put others into the page: it
 * writes them into the root's style, and the kind of theme into the body's class.
 */
export class ThemeChange implements ReactiveController {
  readonly #observer: MutationObserver;

  constructor(host: ReactiveControllerHost, changed: () => void) {
    host.addController(this);
    this.#observer = new MutationObserver(changed);
  }

  hostConnected(): void {
    this.#observer.observe(document.documentElement, { attributeFilter: ['style', 'class'] });
    this.#observer.observe(document.body, { attributeFilter: ['class'] });
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }
}
