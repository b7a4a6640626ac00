import type { OffsetRange } from '../../../common/protocol/tokenizer/tokens';

/**
 * Words of a selection: maximal runs of non-whitespace, numbered from 0 (measures: words). They are
 * found as far as they are asked for, so that a long text is read once.
 */
export class WordIndex {
  readonly #words = /\S+/g;
  readonly #end: number;
  /** The word at hand, and where it ends; -1 before the first. */
  #index = -1;
  #wordEnd: number;
  #exhausted = false;

  constructor(
    private readonly text: string,
    { start, end }: OffsetRange,
  ) {
    this.#words.lastIndex = start;
    this.#wordEnd = start;
    this.#end = end;
  }

  /**
   * The word of a token that begins at `start`: the first that ends behind it, so that whitespace
   * belongs to the next word; -1 behind the last word. Offsets must not go back by more than a word.
   */
  at(start: number): number {
    while (!this.#exhausted && (this.#index < 0 || this.#wordEnd <= start)) {
      this.#next();
    }
    return this.#exhausted && this.#wordEnd <= start ? -1 : this.#index;
  }

  /** Words in the whole selection; ends the walk. */
  total(): number {
    while (!this.#exhausted) {
      this.#next();
    }
    return this.#index + 1;
  }

  #next(): void {
    const word = this.#words.exec(this.text);
    if (word === null || word.index >= this.#end) {
      this.#exhausted = true;
      return;
    }
    this.#index++;
    this.#wordEnd = Math.min(this.#end, word.index + word[0].length);
  }
}
