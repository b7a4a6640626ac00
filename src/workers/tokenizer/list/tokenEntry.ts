import type { TokenEntry, TokenType } from '../../../common/protocol/tokenizer/tokenList';
import { tokenBytes } from '../../tokenization/tokenBytes';
import type { OpenTokenizer } from '../../tokenization/tokenizerFile';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The vocabulary entry of an id.
 * @throws TokenscopeError `InvalidParameter` for an id outside the vocabulary.
 */
export function tokenEntry(open: OpenTokenizer, id: number): TokenEntry {
  const bytes = tokenBytes(open, id);
  const hexadecimal = Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0'));
  return { id, token: open.token(id), bytes: hexadecimal.join(' '), type: typeOf(open, id, bytes) };
}

function typeOf(open: OpenTokenizer, id: number, bytes: Uint8Array): TokenType {
  if (id === open.unknownId) {
    return 'unknown';
  }
  if (open.specialIds.has(id)) {
    return 'special';
  }
  try {
    utf8.decode(bytes);
    return 'text';
  } catch {
    return 'bytes';
  }
}
