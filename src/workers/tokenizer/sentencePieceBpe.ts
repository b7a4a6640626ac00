import type { OpenTokenizer } from '../tokenization/tokenizerFile';
import { avoidsAddedTokens, type PlaceTest } from './addedTokenPlaces';
import type { CutRule } from './cutRule';

/**
 * BPE never joins two neighbours that stand together in no entry of the vocabulary, so the text falls
 * apart there. The `▁` that the normaliser puts before every piece is taken up by a line end put
 * before it: no entry has a line end in it, so both are tokens of their own, and are dropped.
 * Directly after an added token the normaliser works anew, so no piece begins there.
 */
export function sentencePieceBpeRule({ tokenizer, spec }: OpenTokenizer): CutRule | null {
  const entries = Object.keys(tokenizer.getVocab(false));
  if (
    entries.some((entry) => entry.length > 1 && entry.includes('\n')) ||
    !hasAllBytes(tokenizer) ||
    tokenizer.tokenToId('▁') === null
  ) {
    return null;
  }
  const joined = neighboursIn(entries);
  const avoids = avoidsAddedTokens(spec.addedTokens, () => true);
  const mayCut: PlaceTest = (text, place) => {
    const pair = text.slice(place - 1, place + 1).replaceAll(' ', '▁');
    return (
      // An added token may have taken the whitespace after it along.
      !/^[\s\u0085]/.test(pair) &&
      // The library reads a lone surrogate as another character.
      !/[\ud800-\udfff]/.test(pair) &&
      !joined.has(pair) &&
      avoids(text, place)
    );
  };
  return { lead: { text: '\n', tokens: 2 }, beforeSpace: mayCut, inWord: mayCut };
}

/** Else characters may be left out, or joined with their neighbours into one unknown token. */
function hasAllBytes(tokenizer: OpenTokenizer['tokenizer']): boolean {
  return Array.from({ length: 256 }, (_, byte) => {
    const digits = byte.toString(16).toUpperCase().padStart(2, '0');
    return tokenizer.tokenToId(`<0x${digits}>`);
  }).every((id) => id !== null);
}

/** Every two UTF-16 units that follow each other in some entry. */
function neighboursIn(entries: readonly string[]): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (const entry of entries) {
    for (let place = 1; place < entry.length; place++) {
      pairs.add(entry.slice(place - 1, place + 1));
    }
  }
  return pairs;
}
