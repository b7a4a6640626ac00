import { TokenscopeError } from '../../../common/errors';
import { paragraphLines } from '../../../common/text/paragraph';
import { sentences } from '../../../common/text/segmentation';
import { maxCharacters, type PlacedText } from '../sentenceInput';

/**
 * All sentences of a document's text, in reading order: each paragraph is split by itself, so that a
 * heading does not run into the text below it.
 * @throws TokenscopeError `TooLong`.
 */
export function documentSentences(document: string): PlacedText[] {
  if (document.length > maxCharacters) {
    throw new TokenscopeError('TooLong', {
      what: 'characters',
      actual: document.length,
      limit: maxCharacters,
    });
  }
  const found: PlacedText[] = [];
  const all = [...document.matchAll(/(.*)(?:\r?\n|$)/g)];
  const lines = { lineCount: all.length, text: (line: number) => all[line]?.[1] ?? '' };
  for (let line = 0; line < all.length; line++) {
    const { last } = paragraphLines(lines, line);
    const base = all[line]?.index ?? 0;
    const end = (all[last]?.index ?? 0) + lines.text(last).length;
    for (const sentence of sentences(document.slice(base, end))) {
      const { start } = sentence;
      found.push({
        text: document.slice(base + start, base + sentence.end),
        start: base + start,
      });
    }
    line = last;
  }
  return found;
}
