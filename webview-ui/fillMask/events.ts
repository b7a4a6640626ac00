/** A candidate is to be put into the document. */
export class CandidateChosen extends Event {
  static readonly type = 'tokenscope-candidate';

  constructor(
    readonly mask: number,
    readonly candidate: number,
  ) {
    super(CandidateChosen.type, { bubbles: true, composed: true });
  }
}

/** A mask's candidates are to be copied. */
export class CopyRequest extends Event {
  static readonly type = 'tokenscope-copy';

  constructor(readonly mask: number) {
    super(CopyRequest.type, { bubbles: true, composed: true });
  }
}

/** The list of a mask is to be shown and focused. */
export class MaskSelected extends Event {
  static readonly type = 'tokenscope-mask';

  constructor(readonly mask: number) {
    super(MaskSelected.type, { bubbles: true, composed: true });
  }
}
