/**
 * A text as a double-quoted string literal of one line. Letters, marks, digits, punctuation and symbols
 * of any script stay readable; everything else (line ends, controls, directional marks, odd spaces) is
 * escaped, so that what is seen is what is there. Lone surrogates, which neither language's tokenizer
 * takes, become U+FFFD, as the library reads them.
 */
export function stringLiteral(text: string, language: 'python' | 'javascript'): string {
  let literal = '';
  for (const character of text.toWellFormed()) {
    literal += escaped(character, language);
  }
  return `"${literal}"`;
}

const readable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;
const short: ReadonlyMap<string, string> = new Map([
  ['"', String.raw`\"`],
  ['\\', String.raw`\\`],
  ['\n', String.raw`\n`],
  ['\r', String.raw`\r`],
  ['\t', String.raw`\t`],
]);

function escaped(character: string, language: 'python' | 'javascript'): string {
  const known = short.get(character);
  if (known !== undefined || readable.test(character)) {
    return known ?? character;
  }
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  if (hex.length <= 4) {
    return String.raw`\u` + hex.padStart(4, '0');
  }
  return language === 'python' ? String.raw`\U` + hex.padStart(8, '0') : `\\u{${hex}}`;
}

/** A text as a Python string literal, see {@link stringLiteral}. */
export function pythonString(text: string): string {
  return stringLiteral(text, 'python');
}
