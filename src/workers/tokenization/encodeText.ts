import type { Encoding } from 'tokenizers';
import { utf16Offsets } from './offsets';
import type { OpenTokenizer } from './tokenizerFile';

/** Tokens of a text, as parallel arrays of one entry a token. */
export interface EncodedText {
  readonly ids: Uint32Array;
  /** UTF-16 offsets into the text, half-open. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/**
 * Encodes a text, without the special tokens that frame it. The work is done on a thread of the
 * library's; only taking the result over blocks.
 */
export async function encodeText(open: OpenTokenizer, text: string): Promise<EncodedText> {
  if (text === '') {
    return { ids: new Uint32Array(), starts: new Uint32Array(), ends: new Uint32Array() };
  }
  const encoding = await libraryEncoding(open, text);
  return {
    ids: Uint32Array.from(encoding.getIds()),
    ...utf16Offsets(text, encoding.getOffsets()),
  };
}

/** As {@link encodeText}, with the word of each token: which split of the pre-tokenizer it is of. */
export async function encodeWords(
  open: OpenTokenizer,
  text: string,
): Promise<EncodedText & { readonly words: Int32Array }> {
  const encoding = await libraryEncoding(open, text);
  return {
    ids: Uint32Array.from(encoding.getIds()),
    ...utf16Offsets(text, encoding.getOffsets()),
    words: Int32Array.from(encoding.getWordIds(), (word) => word ?? -1),
  };
}

function libraryEncoding(open: OpenTokenizer, text: string): Promise<Encoding> {
  return open.tokenizer.encode(withoutLostStart(open, text), null, { addSpecialTokens: false });
}

/**
 * The library's `Precompiled` normaliser (T5) deletes control characters. Where such characters begin
 * a text, or follow an added token, it forgets to count them, and every later offset is too small.
 * Line ends in their place are counted, and leave the ids as they are: `WhitespaceSplit`, which comes
 * next, drops whitespace there. Without it they would be tokens, so the text is left as it is.
 */
function withoutLostStart({ spec, tokenizer }: OpenTokenizer, text: string): string {
  const isOfKind =
    spec.normalizers.length > 0 &&
    spec.normalizers.every(({ type }) => type === 'Precompiled') &&
    spec.preTokenizers[0]?.type === 'WhitespaceSplit';
  if (!isOfKind || !control.test(text)) {
    return text;
  }
  const normalizer = tokenizer.getNormalizer();
  const contents = spec.addedTokens
    .map(({ content }) => content)
    // Of two that begin at one place the library takes the longer.
    .sort((a, b) => b.length - a.length)
    .map((content) => content.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`));
  const starts = new RegExp(`(^|${contents.join('|')})(${control.source}+)`, 'g');
  return text.replace(starts, (_, before: string, controls: string) => {
    const kept = Array.from(controls).findIndex((unit) => normalizer?.normalizeString(unit) !== '');
    const lost = kept === -1 ? controls.length : kept;
    return before + '\n'.repeat(lost) + controls.slice(lost);
  });
}

/** Control characters but tab and line ends. */
const control = new RegExp(String.raw`[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]`);
