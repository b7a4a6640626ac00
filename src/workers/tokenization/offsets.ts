/** Start and end of each token, in UTF-16 units, as parallel arrays. */
export interface Utf16Offsets {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/**
 * Converts the offsets that the library gives, in Unicode code points, into UTF-16 units, in time
 * linear in text and tokens. Offsets may repeat, overlap and come in any order.
 * A lone surrogate is one code point (the library reads it as U+FFFD).
 * @param text the text that was encoded.
 * @param codePointOffsets half-open `[start, end]` of each token.
 */
export function utf16Offsets(
  text: string,
  codePointOffsets: readonly (readonly number[])[],
): Utf16Offsets {
  const count = codePointOffsets.length;
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  const units = unitOfCodePoint(text);
  for (let token = 0; token < count; token++) {
    const [start = 0, end = 0] = codePointOffsets[token] ?? [];
    starts[token] = units === null ? start : (units[start] ?? text.length);
    ends[token] = units === null ? end : (units[end] ?? text.length);
  }
  return { starts, ends };
}

const surrogate = /[\ud800-\udfff]/;

/** UTF-16 offset of each code point and of the text's end; null where the two counts agree. */
function unitOfCodePoint(text: string): Uint32Array | null {
  if (!surrogate.test(text)) {
    return null;
  }
  const units = new Uint32Array(text.length + 1);
  let codePoint = 0;
  let unit = 0;
  while (unit < text.length) {
    units[codePoint++] = unit;
    unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
  }
  units[codePoint] = text.length;
  return units.subarray(0, codePoint + 1);
}
