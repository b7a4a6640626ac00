import assert from 'node:assert/strict';
import { tableColumns } from '../../../webview-ui/tokens/list/tableColumns';
import { visibleParts, visibleText } from '../../../webview-ui/tokens/list/visibleText';

describe('text in which nothing is invisible', () => {
  it('has a glyph for each common whitespace and control character', () => {
    assert.equal(visibleText('a b\tc\r\nd\re\n\u00a0\u3000\u2003'), 'a·b→c⏎d␍e⏎⍽□␣');
    assert.equal(visibleText('\u0000\u001b\u007f'), '␀␛␡');
  });

  it('names every other control and format character, each in its own way', () => {
    const codes = [
      ...Array.from({ length: 0x20 }, (_, index) => 0x80 + index),
      ...[0xad, 0x61c, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029],
      ...[0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2060, 0x2063, 0x2066, 0x2067, 0x2068, 0x2069],
      ...[0x2800, 0x3164, 0xfeff, 0xffa0, 0xfff9, 0xe0001, 0xe0041],
    ];
    const shown = codes.map((code) => visibleText(String.fromCodePoint(code)));
    for (const text of shown) assert.match(text, /^‹[A-Z0-9+]+›$/);
    assert.equal(new Set(shown).size, codes.length);
    assert.equal(visibleText('a\u200b\ufeff\u0085\u0090'), 'a‹ZWSP›‹BOM›‹NEL›‹U+0090›');
  });

  it('leaves whole what joiners and tags hold together, and letters of all scripts', () => {
    const england = '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}';
    const texts = [
      '👩🏽‍🚀',
      'می\u200cخواهم',
      'क्\u200dष',
      england,
      '\u0600١',
      '❤️',
      'é',
      '한글',
      '日本',
    ];
    for (const text of texts) assert.equal(visibleText(text), text);
    assert.equal(visibleText('\u200d🚀 \u200d'), '‹ZWJ›🚀·‹ZWJ›');
  });

  it('parts glyphs from text, in runs', () => {
    assert.deepEqual(visibleParts(' \u200bone\n\ntwo'), [
      { text: '·‹ZWSP›', glyph: true },
      { text: 'one', glyph: false },
      { text: '⏎⏎', glyph: true },
      { text: 'two', glyph: false },
    ]);
    assert.deepEqual(visibleParts(''), []);
  });

  it('is what the table shows of a token and its text', () => {
    const row = {
      ...{ index: 0, id: 1, token: '\u200f', text: '\u200b', start: 0, end: 1 },
      ...{ bytes: 'e2 80 8b', word: 0, type: 'text' as const },
    };
    const cell = (key: string): string | undefined =>
      tableColumns.find((column) => column.key === key)?.text(row);
    assert.equal(cell('token'), '‹RLM›');
    assert.equal(cell('text'), '‹ZWSP›');
  });
});
