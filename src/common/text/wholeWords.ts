import type { TextRange } from './segmentation';

/** Characters that mean something in a regular expression. */
const syntax = /[\\^$.*+?()[\]{}|/]/g;

/** Every place where a word stands in a text as a whole word, whatever its case, in reading order. */
export function wholeWords(text: string, word: string): TextRange[] {
  const literal = word.replace(syntax, String.raw`\$&`);
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{M}\\p{N}_])${literal}(?![\\p{L}\\p{M}\\p{N}_])`,
    'giu',
  );
  return Array.from(text.matchAll(pattern), ({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));
}
