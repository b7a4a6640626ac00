/** A half-open range of UTF-16 offsets. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** The sentences of a text, by `Intl.Segmenter`; line breaks inside the text do not end one. */
export function sentences(text: string): TextRange[] {
  // Unicode's rules end a sentence at every line break, but prose is often wrapped by hand.
  // Spaces of the same length keep the offsets.
  const unwrapped = text.replace(/\r\n|[\n\r]/g, (lineBreak) => ' '.repeat(lineBreak.length));
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' });
  return Array.from(segmenter.segment(unwrapped), ({ index, segment }) => {
    const start = index + (segment.length - segment.trimStart().length);
    return { start, end: Math.max(start, index + segment.trimEnd().length) };
  }).filter(({ start, end }) => end > start);
}

/** The word at an offset, or the one that ends there; null between words. */
export function wordAt(text: string, offset: number): TextRange | null {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
  let before: TextRange | null = null;
  for (const { index, segment, isWordLike } of segmenter.segment(text)) {
    const range = { start: index, end: index + segment.length };
    if (isWordLike === true && range.start <= offset && offset < range.end) {
      return range;
    }
    if (isWordLike === true && range.end === offset) {
      before = range;
    }
    if (range.start > offset) {
      break;
    }
  }
  return before;
}

/** The range nearest to an offset: the one around it, else the smallest gap. */
export function nearest<T extends TextRange>(ranges: readonly T[], offset: number): T | null {
  let best: T | null = null;
  let bestGap = Infinity;
  for (const range of ranges) {
    const gap = Math.max(range.start - offset, offset - range.end, 0);
    if (gap < bestGap) {
      best = range;
      bestGap = gap;
    }
  }
  return best;
}

/** Every place where `part` stands in `text`, without overlaps. */
export function occurrences(text: string, part: string): TextRange[] {
  const found: TextRange[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) {
    found.push({ start: at, end: at + part.length });
  }
  return found;
}
