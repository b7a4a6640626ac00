import fc from 'fast-check';

const words = [
  'hello',
  'Tokenization',
  '1234',
  'a',
  'I',
  'naïve',
  'x_y',
  '-',
  '...',
  "isn't",
  'éé',
];
const whitespace = [
  ...[' ', '  ', '   ', '\n', '\r\n', '\r', '\t', '\n\n', ' \n', '\u00a0', '\u3000', '\u2028'],
  ...['\u0085', '\u200b', '\ufeff', '\u001c', '\u180e', '        ', '\u000b', '\u000c'],
];
const oddities = [
  ...[
    '\ud800',
    '\udc00',
    '👩‍👩‍👧‍👦',
    '👍🏽',
    '🇩🇪',
    'e\u0301',
    '\u0301',
    '\u0300\u0323',
    '\u0600',
    '\u0d4e',
    'ﬁ',
  ],
  ...[
    'ﷺ',
    '①',
    '한',
    '\u1112\u1161\u11ab',
    'ไทย',
    'कि',
    'عَرَبِيّ',
    '\u0000',
    '\u0007',
    '▁',
    '▁▁',
    'Ġ',
    'Ċ',
  ],
  ...[
    '##a',
    '日本語',
    '…',
    '½',
    'İ',
    'ΑΣ',
    '\u{1f3fb}',
    '\uff9e',
    '\ufe0f',
    '\u200d',
    '\u{110bd}',
    '🙂',
  ],
  ...['<0x0A>', '.', '>', '"', ',', '(', ';\r', '😀', '\u{2000b}', '\u{e0001}', '\uffff'],
];
const addedTokens = [
  ...['<mask>', '<s>', '</s>', '<|end|>', '<|endoftext|>', '<|user|>', '[MASK]', '[SEP]', '<unk>'],
  ...['<extra_id_0>', '[UNK]', '<pad>'],
  // Parts of some, which may grow together.
  ...['<mask', '|>', '</', '<|', '[MA', 'SK]', '<|end', '>'],
];

/**
 * Text made of what tokenizers trip over: much whitespace, odd Unicode, text like added tokens.
 * @param options.added how often those come, 0 for never.
 */
export function hardText({ added = 2 } = {}): fc.Arbitrary<string> {
  const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
  return fc
    .array(
      fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...words) },
        { weight: 8, arbitrary: fc.constantFrom(...whitespace) },
        { weight: 3, arbitrary: fc.constantFrom(...oddities) },
        { weight: added, arbitrary: fc.constantFrom(...addedTokens) },
        { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
        { weight: 1, arbitrary: unit },
      ),
      { maxLength: 50, size: 'max' },
    )
    .map((parts) => parts.join(''));
}

/** The text with each lone surrogate replaced by U+FFFD, as the library reads it. */
export function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
