import type { TokenizerSpec } from './spec';
import type { OpenTokenizer } from './tokenizerFile';

const utf8 = new TextEncoder();
const byteToken = /^<0x([0-9A-Fa-f]{2})>$/;
const metaspace = '▁';

/**
 * The UTF-8 bytes of the text that a token stands for.
 * - Byte-level vocabularies (GPT-2, RoBERTa) write each byte as one printable character.
 * - Byte fallback (`<0xF0>`) is one byte.
 * - SentencePiece's `▁` is a space.
 * - WordPiece's continuation prefix (`##`) stands for nothing.
 * - Added tokens stand for themselves.
 * @throws TokenscopeError `InvalidParameter` for an id outside the vocabulary.
 */
export function tokenBytes(open: OpenTokenizer, id: number): Uint8Array {
  const token = open.token(id);
  const { spec } = open;
  if (spec.addedTokens.some((added) => added.id === id)) {
    return utf8.encode(token);
  }
  if (isByteLevel(spec)) {
    return byteLevelBytes(token);
  }
  const byte = hasByteFallback(spec) ? byteToken.exec(token)?.[1] : undefined;
  if (byte !== undefined) {
    return Uint8Array.of(Number.parseInt(byte, 16));
  }
  if (hasMetaspace(spec)) {
    return utf8.encode(token.replaceAll(metaspace, ' '));
  }
  const prefix = spec.model.continuationPrefix;
  return utf8.encode(
    prefix !== '' && token.startsWith(prefix) ? token.slice(prefix.length) : token,
  );
}

/** Whether the vocabulary writes bytes as printable characters, as GPT-2's does. */
export function isByteLevel(spec: TokenizerSpec): boolean {
  return [...spec.preTokenizers, ...spec.decoders].some(({ type }) => type === 'ByteLevel');
}

function hasByteFallback(spec: TokenizerSpec): boolean {
  return spec.model.byteFallback || spec.decoders.some(({ type }) => type === 'ByteFallback');
}

function hasMetaspace(spec: TokenizerSpec): boolean {
  return (
    [...spec.preTokenizers, ...spec.decoders].some(({ type }) => type === 'Metaspace') ||
    spec.normalizers.some(({ type, content }) => type === 'Replace' && content === metaspace)
  );
}

function byteLevelBytes(token: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of token) {
    const byte = byteOfCharacter.get(character);
    if (byte === undefined) {
      // Not of the alphabet: such an entry can only stand for itself.
      return utf8.encode(token);
    }
    bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

/**
 * The alphabet of GPT-2 (`bytes_to_unicode` in the code released with it): printable bytes stand for
 * themselves, the 68 others are written as U+0100 and on, in order.
 */
const byteOfCharacter: ReadonlyMap<string, number> = (() => {
  const alphabet = new Map<string, number>();
  let moved = 0x100;
  for (let byte = 0; byte < 0x100; byte++) {
    const printable =
      (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
    alphabet.set(String.fromCharCode(printable ? byte : moved++), byte);
  }
  return alphabet;
})();
