import { InvalidTokenizer, toInvalidTokenizer } from './invalidTokenizer';

/** The library's own parser takes no more. */
const maximumDepth = 127;

/**
 * Reads JSON from a file's bytes.
 * @returns the text, without a byte order mark, and what it says.
 * @throws InvalidTokenizer `notUtf8`, `tooDeep` or `notJson`.
 */
export function parseJson(bytes: Uint8Array): { text: string; value: unknown } {
  const text = decode(bytes);
  if (nestsDeeper(text, maximumDepth)) {
    throw new InvalidTokenizer('tooDeep', 'recursion limit exceeded');
  }
  try {
    return { text, value: JSON.parse(text) as unknown };
  } catch (error) {
    throw toInvalidTokenizer(error, 'notJson');
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw toInvalidTokenizer(error, 'notUtf8');
  }
}

/** Counts brackets outside strings: that needs no stack, however deep they go. */
function nestsDeeper(json: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < json.length; at++) {
    const unit = json.charCodeAt(at);
    if (inString) {
      if (unit === backslash) {
        at++;
      } else if (unit === quote) {
        inString = false;
      }
    } else if (unit === quote) {
      inString = true;
    } else if (unit === openBracket || unit === openBrace) {
      depth++;
      if (depth > limit) {
        return true;
      }
    } else if (unit === closeBracket || unit === closeBrace) {
      depth--;
    }
  }
  return false;
}

const quote = 0x22;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
