import { setImmediate } from 'node:timers/promises';
import type { TokenCounts } from '../../../common/protocol/tokenizer/tokenList';
import type { OffsetRange } from '../../../common/protocol/tokenizer/tokens';
import { WordIndex } from './wordIndex';

/** UTF-16 units that are counted before others are let in. */
const turnUnits = 1_000_000;

/**
 * Words, code points and UTF-8 bytes of the selections. Lone surrogates count as the U+FFFD that the
 * tokenizer reads in their place: one code point, three bytes.
 */
export async function textCounts(
  text: string,
  selections: readonly OffsetRange[],
  signal: AbortSignal,
): Promise<Pick<TokenCounts, 'words' | 'characters' | 'bytes'>> {
  let words = 0;
  let characters = 0;
  let bytes = 0;
  for (const { start, end } of selections) {
    for (let from = start; from < end;) {
      const to = wholeCharacters(text, Math.min(end, from + turnUnits), end);
      const part = text.slice(from, to);
      characters += codePoints(part);
      bytes += Buffer.byteLength(part);
      from = to;
      await setImmediate();
      signal.throwIfAborted();
    }
    words += new WordIndex(text, { start, end }).total();
  }
  return { words, characters, bytes };
}

/** Code points of a text; a lone surrogate is one. */
export function codePoints(text: string): number {
  let count = text.length;
  for (let index = 0; index < text.length - 1; index++) {
    if (isHigh(text.charCodeAt(index)) && isLow(text.charCodeAt(index + 1))) {
      count--;
      index++;
    }
  }
  return count;
}

/** `offset`, or one more where it would part a surrogate pair before `end`. */
function wholeCharacters(text: string, offset: number, end: number): number {
  const parts = isHigh(text.charCodeAt(offset - 1)) && isLow(text.charCodeAt(offset));
  return parts && offset < end ? offset + 1 : offset;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
