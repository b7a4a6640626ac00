/** A word came under the pointer; null when it left. */
export class WordHover extends Event {
  static readonly type = 'tokenscope-word-hover';

  constructor(readonly word: number | null) {
    super(WordHover.type);
  }
}
