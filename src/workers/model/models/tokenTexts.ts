import { tokenBytes } from '../../tokenization/tokenBytes';
import type { OpenTokenizer } from '../../tokenization/tokenizerFile';

const noBytes = new Uint8Array();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Bytes and texts of single tokens; each is worked out once. */
export class TokenTexts {
  private readonly byId = new Map<number, { readonly bytes: Uint8Array; readonly text: string }>();

  constructor(private readonly open: OpenTokenizer) {}

  /** UTF-8 bytes of the token, maybe a part of a character; none for ids that only pad the logits. */
  bytes(id: number): Uint8Array {
    return this.entry(id).bytes;
  }

  /** The token alone, as text: bytes that are no whole character show as U+FFFD. */
  text(id: number): string {
    return this.entry(id).text;
  }

  /** As the token would be written into a text, without the space that byte-level tokens begin with. */
  written(id: number): string {
    const text = this.text(id);
    return text.startsWith(' ') && text.length > 1 ? text.slice(1) : text;
  }

  /** The vocabulary's own string; empty for ids that only pad the logits. */
  token(id: number): string {
    return id < this.open.vocabularySize ? this.open.token(id) : '';
  }

  /** Whether the id stands for no text: a special token, or an id that only pads the logits. */
  special(id: number): boolean {
    return id >= this.open.vocabularySize || this.open.specialIds.has(id);
  }

  private entry(id: number) {
    let entry = this.byId.get(id);
    if (entry === undefined) {
      const bytes = id < this.open.vocabularySize ? tokenBytes(this.open, id) : noBytes;
      entry = { bytes, text: decoder.decode(bytes) };
      this.byId.set(id, entry);
    }
    return entry;
  }
}
