/** How far a list has to scroll, in pixels, until an element in it is in sight; 0 when it is. */
export function distanceToSight(list: Element, element: Element): number {
  const { top } = list.getBoundingClientRect();
  const bottom = top + list.clientHeight;
  return distanceBetween({ top, bottom }, element.getBoundingClientRect());
}

interface Extent {
  readonly top: number;
  readonly bottom: number;
}

/** How far `window` has to move until it holds `item`, or its beginning when it is too tall. */
export function distanceBetween(window: Extent, item: Extent): number {
  if (item.top < window.top) return item.top - window.top;
  return Math.max(0, Math.min(item.bottom - window.bottom, item.top - window.top));
}

/** Resolves when what was just scrolled to has been drawn: one frame to lay it out, one to draw it. */
export async function drawn(): Promise<void> {
  for (let frames = 0; frames < 2; frames++) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}
