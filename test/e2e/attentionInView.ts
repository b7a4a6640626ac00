/**
 * In the view, as Playwright's `frame.evaluate` runs it: milliseconds from the state that ends the run
 * to the frame after the drawing of so many tokens and the pictures of all heads are painted.
 * @param side cells of one side of such a picture.
 */
export async function drawnAfter({
  tokens,
  side,
}: {
  tokens: number;
  side: number;
}): Promise<number> {
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
      | { labels: unknown[] }
      | null
      | undefined;
    const heads = inside(result, 'tokenscope-head-grid')?.['thumbnails'] as
      | { side: number }
      | null
      | undefined;
    if (read && picture?.labels.length === 2 * tokens && heads?.side === side) {
      return (await frame()) - ended;
    }
  }
}

/**
 * In the view: the five longest frames, in milliseconds, while each frame puts the pointer on another
 * token, and while each changes the threshold. The same steps are gone through several times, and the
 * quickest frame of each counts: the others had to wait for whatever else the machine does.
 */
export async function longestFrames(): Promise<{ hover: number[]; threshold: number[] }> {
  const inside = (root: Element | null | undefined, selector: string) =>
    root?.shadowRoot?.querySelector<HTMLElement>(selector);
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const tab = inside(document.querySelector('tokenscope-laboratory'), 'tokenscope-attention');
  const result = inside(tab, 'tokenscope-attention-result');
  const picture = inside(result, 'tokenscope-attention-picture');
  const slider = inside(result, 'input[type=range]') as HTMLInputElement;
  const steps = 50;
  const times = async (step: (index: number) => void): Promise<number[]> => {
    const quickest = new Array<number>(steps).fill(Infinity);
    for (let round = 0; round < 6; round++) {
      for (let index = 0, last = await frame(); index < steps; index++) {
        step(index);
        const now = await frame();
        quickest[index] = Math.min(quickest[index] ?? Infinity, now - last);
        last = now;
      }
    }
    return quickest.sort((a, b) => b - a).slice(0, 5);
  };
  const hover = await times((index) => {
    const tokens = picture?.shadowRoot?.querySelectorAll('button.token') ?? [];
    tokens[(index * 7) % tokens.length]?.dispatchEvent(new PointerEvent('pointerenter'));
  });
  const threshold = await times((index) => {
    slider.value = String(0.5 * (1 - index / (steps - 1)));
    slider.dispatchEvent(new Event('input'));
  });
  return { hover, threshold };
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
