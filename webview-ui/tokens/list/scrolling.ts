/** Looks until an item is in sight; two or three do when items are about equally high. */
const maximumLooks = 12;

/**
 * Scrolls a list of which only the items in sight are drawn to one of its items. Items that were not
 * drawn yet have no place of their own, so that each look comes closer: the virtualizer's own way
 * leaves a list of unlike rows empty.
 */
export class ItemSeeker {
  /** The search that goes on; a newer one ends it. */
  #search = 0;

  constructor(
    private readonly list: Element,
    /** Pixels at the top of the list that a heading covers. */
    private readonly covered: () => number = () => 0,
  ) {}

  /**
   * @param item the item's element, null while it is not drawn.
   * @param jump goes to about where an item is that is not drawn.
   */
  async bringIntoSight(item: () => Element | null, jump: () => void): Promise<void> {
    const search = ++this.#search;
    for (let looks = 0; looks < maximumLooks && search === this.#search; looks++) {
      const element = item();
      if (element === null) {
        jump();
      } else {
        const distance = this.#distanceTo(element);
        if (Math.abs(distance) < 1) return;
        this.list.scrollTop += distance;
      }
      await drawn();
    }
  }

  /** How far to scroll until an element is in sight, or its beginning when it is too tall. */
  #distanceTo(element: Element): number {
    const { top } = this.list.getBoundingClientRect();
    const item = element.getBoundingClientRect();
    const above = item.top - top - this.covered();
    if (above < 0) return above;
    return Math.max(0, Math.min(item.bottom - top - this.list.clientHeight, above));
  }
}

/** Resolves when what was just scrolled to has been drawn: one frame to lay it out, one to draw it. */
async function drawn(): Promise<void> {
  for (let frames = 0; frames < 2; frames++) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}
