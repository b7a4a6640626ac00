/**
 * Two UTF-16 offsets that move with the text when edits happen elsewhere, and apart or together with
 * edits between them; an edit that crosses one of them makes them invalid.
 */
export class TrackedOffsets {
  #start: number;
  #end: number;
  #valid = true;

  constructor({ start, end }: { readonly start: number; readonly end: number }) {
    this.#start = start;
    this.#end = end;
  }

  /** Where they are now; null when an edit crossed one of them. */
  get current(): { readonly start: number; readonly end: number } | null {
    return this.#valid ? { start: this.#start, end: this.#end } : null;
  }

  /** Takes part in an edit: UTF-16 offset, units removed, units added. */
  apply(offset: number, removed: number, added: number): void {
    const end = offset + removed;
    if (end < this.#start || (end === this.#start && offset < this.#end)) {
      this.#start += added - removed;
      this.#end += added - removed;
    } else if (offset >= this.#start && end <= this.#end && (removed > 0 || offset < this.#end)) {
      this.#end += added - removed;
    } else if (offset < this.#end) {
      this.#valid = false;
    }
  }
}
