/**
 * Turns the bytes of tokens into text as they come. Bytes of an unfinished character wait for the
 * next token; bytes that can be no part of a character become U+FFFD (WHATWG Encoding, as Python's
 * `errors="replace"`).
 */
export class Utf8Stream {
  // A byte order mark is a character like any other here.
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  /** @returns the characters that are complete with these bytes. */
  push(bytes: Uint8Array): string {
    return this.decoder.decode(bytes, { stream: true });
  }

  /** @returns U+FFFD for an unfinished character, else nothing. */
  end(): string {
    return this.decoder.decode();
  }
}
