/** A stretch of text as it is shown; glyphs stand for what cannot be seen. */
export interface VisiblePart {
  readonly text: string;
  readonly glyph: boolean;
}

/** Whitespace, control and format characters, and letters and symbols that are blank. */
const unseen = /\r\n|[\s\p{Cc}\p{Cf}\u2800\u3164\uffa0]/gu;

const glyphs: Readonly<Record<string, string>> = {
  '\r\n': '⏎',
  ' ': '·',
  '\t': '→',
  '\n': '⏎',
  '\r': '␍',
  '\u007f': '␡',
  '\u00a0': '⍽',
  '\u3000': '□',
};

/** Abbreviations of the Unicode Standard. */
const names: Readonly<Record<string, string>> = {
  '\u0085': 'NEL',
  '\u00ad': 'SHY',
  '\u061c': 'ALM',
  '\u180e': 'MVS',
  '\u200b': 'ZWSP',
  '\u200c': 'ZWNJ',
  '\u200d': 'ZWJ',
  '\u200e': 'LRM',
  '\u200f': 'RLM',
  '\u2028': 'LSEP',
  '\u2029': 'PSEP',
  '\u202a': 'LRE',
  '\u202b': 'RLE',
  '\u202c': 'PDF',
  '\u202d': 'LRO',
  '\u202e': 'RLO',
  '\u2060': 'WJ',
  '\u2066': 'LRI',
  '\u2067': 'RLI',
  '\u2068': 'FSI',
  '\u2069': 'PDI',
  '\ufeff': 'BOM',
};

/** Format characters that have a shape: signs that enclose the number after them. */
const shaped = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]/u;
/** The joiners of emoji and of scripts, and the tags of flags: behind a visible character, no glyph. */
const joining = /\u200c|\u200d|[\u{e0020}-\u{e007f}]/u;

/** A text in parts, with glyphs for whitespace and, in angle quotes, names for what is invisible. */
export function visibleParts(text: string): VisiblePart[] {
  const parts: { text: string; glyph: boolean }[] = [];
  let at = 0;
  for (const { 0: character, index } of text.matchAll(unseen)) {
    if (shaped.test(character) || (joining.test(character) && index > at)) continue;
    if (index > at) parts.push({ text: text.slice(at, index), glyph: false });
    at = index + character.length;
    const last = parts.at(-1);
    if (last?.glyph) last.text += glyphOf(character);
    else parts.push({ text: glyphOf(character), glyph: true });
  }
  if (at < text.length) parts.push({ text: text.slice(at), glyph: false });
  return parts;
}

/** A text in which whitespace, control and format characters can be seen and told apart. */
export function visibleText(text: string): string {
  return visibleParts(text)
    .map((part) => part.text)
    .join('');
}

function glyphOf(character: string): string {
  const glyph = glyphs[character];
  if (glyph !== undefined) return glyph;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  const name = names[character];
  if (name === undefined && /\p{Zs}/u.test(character)) return '␣';
  return `‹${name ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`}›`;
}
