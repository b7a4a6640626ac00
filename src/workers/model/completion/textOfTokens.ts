import type { TokenTexts } from '../models/tokenTexts';
import { StopStrings } from '../decoding/stopStrings';
import { Utf8Stream } from '../decoding/utf8Stream';

/** Makes text of generated tokens: whole characters only, and nothing of a stop string. */
export class TextOfTokens {
  private readonly characters = new Utf8Stream();
  private readonly stops: StopStrings;

  constructor(
    private readonly texts: TokenTexts,
    stops: readonly string[],
  ) {
    this.stops = new StopStrings(stops);
  }

  /**
   * Takes tokens that stand before; stop strings that are whole within them do not count.
   * @returns their text, less what is held back for the next token.
   */
  follow(ids: readonly number[]): string {
    return this.stops.follow(ids.map((id) => this.characters.push(this.texts.bytes(id))).join(''));
  }

  /** @returns the text that became certain with this token, and whether a stop string came. */
  push(id: number): { readonly chunk: string; readonly stopped: boolean } {
    const { text, stopped } = this.stops.push(this.characters.push(this.texts.bytes(id)));
    return { chunk: text, stopped };
  }

  /** @returns what was held back, once no token follows: an unfinished character is U+FFFD. */
  end(): string {
    const { text, stopped } = this.stops.push(this.characters.end());
    return stopped ? text : text + this.stops.end();
  }
}
