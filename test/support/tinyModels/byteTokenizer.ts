/** GPT-2's alphabet of bytes (`bytes_to_unicode`): the character that stands for each byte. */
export const byteCharacters: readonly string[] = (() => {
  const characters: string[] = [];
  let moved = 0x100;
  for (let byte = 0; byte < 0x100; byte++) {
    const printable =
      (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
    characters.push(String.fromCodePoint(printable ? byte : moved++));
  }
  return characters;
})();

export interface ByteTokenizerOptions {
  /** Added tokens, in order, before the bytes; `<mask>` takes the space before it along. */
  readonly special: readonly string[];
  /** Words that are one token, each with the space before it, such as ` Paris`. */
  readonly words?: readonly string[];
  /** Puts `<s>` before and `</s>` after a text, as RoBERTa does. */
  readonly wrap?: boolean;
}

/** A byte-level BPE tokenizer file; ids: special tokens, the 256 bytes, then what the words need. */
export function byteTokenizer({ special, words = [], wrap = false }: ByteTokenizerOptions) {
  const vocabulary = new Map<string, number>();
  const add = (token: string): void => {
    if (!vocabulary.has(token)) vocabulary.set(token, vocabulary.size);
  };
  special.forEach(add);
  byteCharacters.forEach(add);
  const merges: [string, string][] = [];
  for (const word of words) {
    const characters = Array.from(Buffer.from(word), (byte) => byteCharacters[byte]!);
    let made = characters[0]!;
    for (const next of characters.slice(1)) {
      if (!merges.some(([left, right]) => left === made && right === next)) {
        merges.push([made, next]);
      }
      made += next;
      add(made);
    }
  }
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true };
  const file = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: special.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: content === '<mask>',
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: null,
    pre_tokenizer: { ...byteLevel, use_regex: true },
    post_processor: wrap
      ? {
          type: 'RobertaProcessing',
          sep: ['</s>', vocabulary.get('</s>')],
          cls: ['<s>', vocabulary.get('<s>')],
          trim_offsets: true,
          add_prefix_space: false,
        }
      : { ...byteLevel, use_regex: true },
    decoder: { ...byteLevel, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: '',
      end_of_word_suffix: '',
      fuse_unk: false,
      byte_fallback: false,
      vocab: Object.fromEntries(vocabulary),
      merges,
    },
  };
  return { file, vocabulary };
}
