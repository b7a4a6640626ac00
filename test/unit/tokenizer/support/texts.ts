const words =
  'the quick brown fox jumps over a lazy dog tokenization is fun and 1234 numbers émigré naïve 日本語 , . ! internationalization'.split(
    ' ',
  );

/** Prose-like text of at least `length` UTF-16 units, the same for the same seed. */
export function prose(length: number, seed = 1): string {
  const parts: string[] = [];
  let state = seed;
  for (let units = 0; units < length;) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    const word = words[(state >>> 8) % words.length] ?? '';
    parts.push(word, (state >>> 20) % 12 === 0 ? '\n' : ' ');
    units += word.length + 1;
  }
  return parts.join('');
}
