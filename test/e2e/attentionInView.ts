/**
 * In the view, as Playwright's `frame.evaluate` runs it: milliseconds from the state that ends the run
 * to the frame after the drawing of so many tokens and the pictures of all heads are painted.
 */
export async function drawnAfter(tokens: number): Promise<number> {
  const inside = (root: Element | null | undefined, selector: string) =>
    root?.shadowRoot?.querySelector<HTMLElement & Record<string, unknown>>(selector);
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  let ended = 0;
  for (;;) {
    await frame();
    const tab = inside(document.querySelector('tokenscope-laboratory'), 'tokenscope-attention');
    const view = tab?.['view'] as { status: string; result: { ids: number[] } | null } | undefined;
    const read = view?.status === 'done' && view.result?.ids.length === tokens;
    if (read && ended === 0) ended = performance.now();
    const result = inside(tab, 'tokenscope-attention-result');
    const picture = inside(result, 'tokenscope-attention-picture')?.['drawing'] as
      { labels: unknown[] } | null | undefined;
    const heads = inside(result, 'tokenscope-head-grid')?.['thumbnails'] as
      { side: number } | null | undefined;
    if (read && picture?.labels.length === 2 * tokens && heads?.side === 32) {
      return (await frame()) - ended;
    }
  }
}

/** In the view: the size of the drawing in CSS pixels. */
export function sizeOfPicture(): { width: number; height: number } {
  const inside = (root: Element | null | undefined, selector: string) =>
    root?.shadowRoot?.querySelector<HTMLElement>(selector);
  const tab = inside(document.querySelector('tokenscope-laboratory'), 'tokenscope-attention');
  const result = inside(tab, 'tokenscope-attention-result');
  const picture = inside(result, 'tokenscope-attention-picture');
  const { drawing } = picture as unknown as { drawing: { width: number; height: number } };
  return { width: drawing.width, height: drawing.height };
}

/** In a browser: an SVG's root element, another than `svg` for what is not XML, and its texts. */
export function readSvg(svg: string): { root: string; texts: (string | null)[] } {
  const { documentElement } = new DOMParser().parseFromString(svg, 'image/svg+xml');
  const texts = [...documentElement.querySelectorAll('text')].map(({ textContent }) => textContent);
  return { root: documentElement.tagName, texts };
}

/** In a browser: size and number of different colours of a PNG; throws for what is none. */
export async function readPng(
  base64: string,
): Promise<{ width: number; height: number; colors: number }> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context?.drawImage(bitmap, 0, 0);
  const pixels = new Uint32Array(context?.getImageData(0, 0, width, height).data.buffer ?? []);
  return { width, height, colors: new Set(pixels).size };
}
