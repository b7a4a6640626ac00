import type { OffsetRange } from '../../../src/common/protocol/tokenizer/tokens';

/** The pointer or the focus is on a token; null when it has left. */
export class SpanHovered extends Event {
  static readonly type = 'tokenscope-span-hovered';

  constructor(
    readonly span: OffsetRange | null,
    readonly segment: number,
  ) {
    super(SpanHovered.type, { bubbles: true, composed: true });
  }
}

/** A token was chosen: it is to be selected in the editor. */
export class SpanPicked extends Event {
  static readonly type = 'tokenscope-span-picked';

  constructor(readonly span: OffsetRange) {
    super(SpanPicked.type, { bubbles: true, composed: true });
  }
}
