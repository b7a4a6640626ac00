/** What became certain with a piece of text. */
export interface Released {
  readonly text: string;
  /** A stop string came: nothing follows. */
  readonly stopped: boolean;
}

/**
 * Finds stop strings in a text that comes in pieces, wherever the pieces are cut. Text that could
 * still become a stop string is held back. The text ends before the stop string that is complete
 * first; of several that end at one place, before the longest.
 */
export class StopStrings {
  private held = '';

  constructor(private readonly stops: readonly string[]) {}

  /**
   * Takes the text before the pieces, in which no stop string counts.
   * @returns what of it is certain: its end is held back when it could begin a stop string.
   */
  follow(text: string): string {
    const certain = text.length - this.heldLength(text);
    this.held = text.slice(certain);
    return text.slice(0, certain);
  }

  push(piece: string): Released {
    const text = this.held + piece;
    // Only ends in the new piece can complete one: the held text holds none.
    const found = this.firstStop(text, this.held.length);
    if (found !== null) {
      this.held = '';
      return { text: text.slice(0, found), stopped: true };
    }
    return { text: this.follow(text), stopped: false };
  }

  /** @returns the text that was held back, when nothing follows any more. */
  end(): string {
    const text = this.held;
    this.held = '';
    return text;
  }

  /** Where the stop string begins that ends first after `from`; null when there is none. */
  private firstStop(text: string, from: number): number | null {
    if (this.stops.length === 0) {
      return null;
    }
    for (let end = from + 1; end <= text.length; end++) {
      const starts = this.stops
        .filter((stop) => text.endsWith(stop, end))
        .map((stop) => end - stop.length);
      if (starts.length > 0) {
        return Math.min(...starts);
      }
    }
    return null;
  }

  /** Length of the longest end of the text that begins a stop string. */
  private heldLength(text: string): number {
    let longest = 0;
    for (const stop of this.stops) {
      for (let length = Math.min(stop.length - 1, text.length); length > longest; length--) {
        if (text.endsWith(stop.slice(0, length))) {
          longest = length;
        }
      }
    }
    return longest;
  }
}
