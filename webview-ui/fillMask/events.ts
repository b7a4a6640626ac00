import type { CandidateFilter } from '../../src/common/protocol/model/candidateFilter';

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

/** Other tokens may be candidates. */
export class FilterChanged extends Event {
  static readonly type = 'tokenscope-filter';

  constructor(readonly filter: CandidateFilter) {
    super(FilterChanged.type, { bubbles: true, composed: true });
  }
}

/** All masks are to be filled together. */
export class TogetherRequest extends Event {
  static readonly type = 'tokenscope-together';

  constructor(readonly beamWidth: number) {
    super(TogetherRequest.type, { bubbles: true, composed: true });
  }
}

/** A filling of all masks is to be put into the document. */
export class FillingChosen extends Event {
  static readonly type = 'tokenscope-filling';

  constructor(readonly filling: number) {
    super(FillingChosen.type, { bubbles: true, composed: true });
  }
}

/** What the editor is to show as if it were filled in; null for nothing. */
export type PreviewTarget =
  | { readonly mask: number; readonly candidate: number }
  | { readonly filling: number }
  | null;

/** A candidate or filling is pointed at. */
export class PreviewRequest extends Event {
  static readonly type = 'tokenscope-preview';

  constructor(readonly what: PreviewTarget) {
    super(PreviewRequest.type, { bubbles: true, composed: true });
  }
}

/** An earlier run is to be shown. */
export class RunSelected extends Event {
  static readonly type = 'tokenscope-run';

  constructor(readonly run: number) {
    super(RunSelected.type, { bubbles: true, composed: true });
  }
}
