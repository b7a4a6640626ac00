/** Where a run of text is drawn in the window, in pixels. */
export interface TextBox {
  left: number;
  right: number;
  middle: number;
}

/**
 * Finds each line's first occurrence of a text. It runs in the page, so it uses nothing from
 * outside itself.
 */
export function positionsOf(lines: Element[], text: string): TextBox[] {
  return lines.flatMap((line) => {
    const content = line.textContent.replaceAll('\u00a0', ' ');
    const from = content.indexOf(text);
    if (from < 0) return [];
    const range = document.createRange();
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    let offset = 0;
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const length = node.textContent?.length ?? 0;
      const to = from + text.length;
      if (from >= offset && from < offset + length) range.setStart(node, from - offset);
      if (to > offset && to <= offset + length) range.setEnd(node, to - offset);
      offset += length;
    }
    const { left, right, top, bottom } = range.getBoundingClientRect();
    return [{ left, right, middle: (top + bottom) / 2 }];
  });
}
