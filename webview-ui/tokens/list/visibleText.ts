const glyphs: Readonly<Record<string, string>> = {
  ' ': '·',
  '\t': '→',
  '\n': '⏎',
  '\r': '␍',
  '\u007f': '␡',
  '\u00a0': '⍽',
  '\u3000': '□',
};

/** A text in which whitespace and control characters can be seen. */
export function visibleText(text: string): string {
  return text.replace(/\r\n|[\s\p{Cc}\p{Cf}]/gu, (character) => {
    if (character === '\r\n') return '⏎';
    const glyph = glyphs[character];
    if (glyph !== undefined) return glyph;
    const code = character.codePointAt(0) ?? 0;
    // The joiners of emoji and of scripts do their work unseen.
    if (code === 0x200d || code === 0x200c) return character;
    return code < 0x20 ? String.fromCodePoint(0x2400 + code) : '␣';
  });
}
