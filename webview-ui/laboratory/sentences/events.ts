/** A word of a sentence came under the pointer; null when it left. */
export class PartHover extends Event {
  static readonly type = 'tokenscope-part-hover';

  constructor(readonly word: number | null) {
    super(PartHover.type);
  }
}
