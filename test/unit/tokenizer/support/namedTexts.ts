/** Texts that tokenizers are known to trip over, by what they hold. */
export const namedTexts: Readonly<Record<string, string>> = {
  'emoji with modifiers': 'wave 👋🏻 👋🏿, thumbs 👍🏽👍, heart ❤️ ❤',
  'emoji joined by ZWJ': 'family 👩‍👩‍👧‍👦 astronaut 👩🏽‍🚀 flag 🏳️‍🌈\u200d alone',
  'regional indicators': '🇩🇪🇫🇷 🇯 🇵 🇺🇸🇺 end',
  'Hangul jamo': '\u1112\u1161\u11ab\u1100\u1173\u11af 한글 \u3147\u314f \u1112 \u11ab',
  Thai: 'ภาษาไทยไม่มีช่องว่างระหว่างคำ น้ำ กำ',
  Devanagari: 'नमस्ते दुनिया क्ष त्र ज्ञ हिन्दी में क\u200dष',
  'Arabic with harakat': 'مَرْحَبًا بِالعَالَمِ السَّلامُ عَلَيْكُمْ ﷺ ـــ',
  'accents composed': 'café naïve Ångström Tiếng Việt ǖ',
  'accents decomposed':
    'cafe\u0301 nai\u0308ve A\u030angstro\u0308m Tie\u0302\u0301ng u\u0308\u0304 \u0301x',
  ligatures: 'eﬃcient ﬂow ﬁn ﬆ Ĳssel œuvre æ ß ẞ ŉ',
  CJK: '自然言語処理は楽しい。漢字とカナ、ﾊﾝｶｸ ＦＵＬＬ ㍿ 𠀋',
  'control characters':
    'a\u0001b\u0007 \u001b[0m\u007f\u0085\u009f c\u000bd\u000ce\u200b\u200e\u202ef\u2028g',
  'a BOM': '\ufeffstart and \ufeff middle\ufeff',
  NUL: '\u0000first a\u0000b \u0000\u0000 last\u0000',
  CRLF: 'one\r\ntwo\r\n\r\n three\rfour\n\r five\r\n',
  'a word of 100,000 characters': `${'internationalization'.repeat(5_000)} end`,
  'text that looks like special tokens':
    '[CLS] [MASK] [ MASK ] [mask] <s> </s><|endoftext|><|end |> <unk>[UNK] <extra_id_0> <0x0A> ##ing ▁the Ġthe',
};
