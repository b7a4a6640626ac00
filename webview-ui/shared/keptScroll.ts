import type { ViewMemory } from './vscodeApi';

const saveMilliseconds = 150;

/** Keeps a scroll position over hiding and reloading of the view. */
export class KeptScroll {
  #element: Element | null = null;
  #wanted: number | null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly memory: ViewMemory<{ scroll: number }>) {
    this.#wanted = memory.get('scroll') ?? null;
  }

  /** Remembers where `element` is scrolled to; `target` is what fires its scroll events. */
  follow(element: Element, target: EventTarget = element): void {
    if (element === this.#element) return;
    this.#element = element;
    target.addEventListener('scroll', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(
        () => this.memory.set('scroll', element.scrollTop),
        saveMilliseconds,
      );
    });
  }

  /** Scrolls to where the view was left, once: after its first content is drawn. */
  restore(): void {
    const wanted = this.#wanted;
    this.#wanted = null;
    if (wanted === null) return;
    // The elements inside draw themselves in their own microtasks.
    requestAnimationFrame(() => {
      if (this.#element !== null) this.#element.scrollTop = wanted;
    });
  }
}
