const repeated = (text: string, length = 2_000): string => text.repeat(length);

/**
 * Texts on which broken tokenizers fail and catastrophic regular expressions run for ever: long runs of
 * what patterns repeat, each with an end that does not fit; and characters that are seldom thought of.
 */
export const trialTexts: readonly string[] = [
  'Hello, world! How are you?',
  ...['a', 'A', 'x', '1', ' ', '\n', '.', '(', '_', 'é', '日', '😀'].flatMap((unit) => [
    repeated(unit),
    `${repeated(unit)}!`,
    `${repeated(unit)}\u0000`,
  ]),
  ...['ab ', 'a1', 'a,', '"\\', '<a>', 'aB', ' \n'].map((unit) => `${repeated(unit)}!`),
  'e\u0301\u0323 \u1112\u1161\u11ab कि ไทย عَرَبِيّ 👩‍👩‍👧‍👦 👍🏽 🇩🇪 ﬁ ① ½ İ ß',
  '\u0000\u0001\u001f\u007f\u0085\u00a0\u00ad\u200b\u200d\u2028\u3000\ufeff\ufffd\uffff\ud800',
  '▁▁ Ġ Ċ ##a <0x0A> <unk> [UNK] <s> </s> [CLS] [MASK] <mask> <|endoftext|>',
];
