import { setImmediate } from 'node:timers/promises';
import type { TokenCounts } from '../../../common/protocol/tokenizer/tokenList';
import type { OffsetRange } from '../../../common/protocol/tokenizer/tokens';
import { codePoints, isHighSurrogate, isLowSurrogate } from '../../../common/text/codePoints';
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

/** `offset`, or one more where it would part a surrogate pair before `end`. */
function wholeCharacters(text: string, offset: number, end: number): number {
  const parts =
    isHighSurrogate(text.charCodeAt(offset - 1)) && isLowSurrogate(text.charCodeAt(offset));
  return parts && offset < end ? offset + 1 : offset;
}
