import { byteCharacters, byteTokenizer } from './tinyModels/byteTokenizer';

/** A `tokenizer.json` as the library reads it, before it is written. */
export type TokenizerFile = Record<string, unknown>;

const empty: TokenizerFile = {
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: [],
  normalizer: null,
  pre_tokenizer: null,
  post_processor: null,
  decoder: null,
};

const words = ['hello', 'world', 'the', 'a', 'token', '日', '本', '語', '🙂', 'é', '.', ',', '!'];
const letters = Array.from({ length: 0x5f }, (_, code) => String.fromCharCode(0x20 + code));

const numbered = (entries: Iterable<string>): Record<string, number> =>
  Object.fromEntries([...new Set(entries)].map((entry, id) => [entry, id]));

const specialToken = (id: number, content: string, settings: object = {}): object => ({
  ...{ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false },
  special: true,
  ...settings,
});

/** WordLevel with two words and an unknown token: the smallest that works. */
export function wordLevel(changes: TokenizerFile = {}): TokenizerFile {
  const vocab = numbered(['[UNK]', '[MASK]', ...words]);
  return {
    ...empty,
    added_tokens: [specialToken(1, '[MASK]', { lstrip: true })],
    pre_tokenizer: { type: 'Whitespace' },
    model: { type: 'WordLevel', vocab, unk_token: '[UNK]' },
    ...changes,
  };
}

/** WordPiece with BERT's normaliser, pre-tokenizer and template. */
export function wordPiece(changes: TokenizerFile = {}): TokenizerFile {
  const pieces = letters.flatMap((letter) => [letter, `##${letter}`]);
  const vocab = numbered(['[UNK]', '[CLS]', '[SEP]', ...words, '##ing', '##s', ...pieces]);
  const special = (id: string): object => ({ SpecialToken: { id, type_id: 0 } });
  return {
    ...empty,
    added_tokens: ['[UNK]', '[CLS]', '[SEP]'].map((content, id) => specialToken(id, content)),
    normalizer: {
      ...{ type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true },
      ...{ strip_accents: null, lowercase: true },
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [special('[CLS]'), { Sequence: { id: 'A', type_id: 0 } }, special('[SEP]')],
      pair: [
        ...[special('[CLS]'), { Sequence: { id: 'A', type_id: 0 } }, special('[SEP]')],
        ...[{ Sequence: { id: 'B', type_id: 1 } }, special('[SEP]')],
      ],
      special_tokens: Object.fromEntries(
        ['[CLS]', '[SEP]'].map((id, index) => [id, { id, ids: [index + 1], tokens: [id] }]),
      ),
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: false },
    model: {
      ...{ type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##' },
      ...{ max_input_chars_per_word: 100, vocab },
    },
    ...changes,
  };
}

/** Unigram over `▁` words, with scores that tie here and there. */
export function unigram(changes: TokenizerFile = {}): TokenizerFile {
  const entries = ['<unk>', '▁', ...words.map((word) => `▁${word}`), ...words, ...letters];
  return {
    ...empty,
    added_tokens: [specialToken(0, '<unk>')],
    normalizer: { type: 'NFKC' },
    pre_tokenizer: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
    decoder: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
    model: {
      ...{ type: 'Unigram', unk_id: 0, byte_fallback: false },
      vocab: [...new Set(entries)].map((entry, id) => [entry, id === 0 ? 0 : -(id % 7) - 1]),
    },
    ...changes,
  };
}

/** Byte-level BPE that splits by an odd pattern with look-ahead, as newer models do. */
export function oddBpe(changes: TokenizerFile = {}): TokenizerFile {
  const { file } = byteTokenizer({ special: ['<mask>'], words: [' hello', ' world', ' the'] });
  const pattern = String.raw`(?i:'s|'t)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`;
  return {
    ...file,
    normalizer: { type: 'NFC' },
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'Split', pattern: { Regex: pattern }, behavior: 'Isolated', invert: false },
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false },
      ],
    },
    ...changes,
  };
}

/** Llama's kind: BPE over the whole text, spaces as `▁`, bytes for what is not in the vocabulary. */
export function sentencePieceBpe(model: object = {}): TokenizerFile {
  const bytes = byteCharacters.map(
    (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`,
  );
  const vocab = numbered(['<unk>', ...bytes, '▁', ...letters.slice(1), '▁t', '▁th', 'lo', '▁▁']);
  return {
    ...empty,
    added_tokens: [specialToken(0, '<unk>')],
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'Prepend', prepend: '▁' },
        { type: 'Replace', pattern: { String: ' ' }, content: '▁' },
      ],
    },
    decoder: { type: 'ByteFallback' },
    model: {
      ...{ type: 'BPE', unk_token: '<unk>', fuse_unk: true, byte_fallback: true, vocab },
      merges: ['▁ t', '▁t h', 'l o', '▁ ▁'],
      ...model,
    },
  };
}

/** Real kinds of tokenizers, by name. */
export const tokenizerKinds: Readonly<Record<string, TokenizerFile>> = {
  WordLevel: wordLevel(),
  'WordLevel, split as BERT does': wordLevel({ pre_tokenizer: { type: 'BertPreTokenizer' } }),
  WordPiece: wordPiece(),
  'WordPiece, added tokens normalised': wordPiece({
    added_tokens: [specialToken(0, '[UNK]'), specialToken(2, '[SEP]', { normalized: true })],
  }),
  'WordPiece, added tokens normalised and stripped': wordPiece({
    added_tokens: [specialToken(2, '[SEP]', { normalized: true, lstrip: true })],
  }),
  Unigram: unigram(),
  'Unigram, split as T5 does': unigram({
    normalizer: null,
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'WhitespaceSplit' },
        { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
      ],
    },
  }),
  'byte-level BPE': byteTokenizer({ special: ['<mask>'], words: [' hello', ' the'] }).file,
  'byte-level BPE, odd pattern': oddBpe(),
  'SentencePiece BPE': sentencePieceBpe(),
  'SentencePiece BPE, words whole': sentencePieceBpe({ ignore_merges: true }),
  'BPE of characters': {
    ...empty,
    model: {
      ...{ type: 'BPE', unk_token: '?', fuse_unk: true, end_of_word_suffix: '</w>' },
      vocab: numbered(['?', ...letters, ...letters.map((letter) => `${letter}</w>`), 'lo']),
      merges: ['l o'],
    },
  },
};

/**
 * Harmless until a snowman comes: `crash` aborts the library on a run of them, `slow` takes time that
 * grows with its square, `huge` makes a terabyte of one.
 */
export function trap(kind: 'crash' | 'slow' | 'huge', trigger = '☃'): TokenizerFile {
  const grow = { type: 'Replace', pattern: { String: trigger }, content: trigger.repeat(10) };
  const grown = (times: number): object => ({
    type: 'Sequence',
    normalizers: Array<object>(times).fill(grow),
  });
  if (kind === 'huge') {
    return wordLevel({ normalizer: grown(12) });
  }
  const pattern = { Regex: kind === 'crash' ? `(${trigger}+)+$` : `${trigger}+$` };
  return wordLevel({
    normalizer: kind === 'slow' ? grown(2) : null,
    pre_tokenizer: { type: 'Split', pattern, behavior: 'Isolated', invert: false },
  });
}
