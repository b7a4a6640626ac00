import type { CompletedChoice, CompletedToken } from '../../src/common/completion/completedToken';
import type { SamplingForm } from '../../src/common/protocol/views/completion';

/** What the buttons below a continuation do. */
export type CompletionAction =
  | 'start'
  | 'restart'
  | 'extend'
  | 'insert'
  | 'replace'
  | 'copy'
  | 'star'
  | 'guess';

/** @param branch the text to do it with; null for the shown one. */
export class CompletionRequest extends Event {
  static readonly type = 'tokenscope-completion';

  constructor(
    readonly action: CompletionAction,
    readonly branch: number | null = null,
  ) {
    super(CompletionRequest.type, { bubbles: true, composed: true });
  }
}

/** Valid new values of form fields. */
export class FormChange extends Event {
  static readonly type = 'tokenscope-form';

  constructor(readonly changes: Partial<SamplingForm>) {
    super(FormChange.type, { bubbles: true, composed: true });
  }
}

/** Tokens of a text that share a span, and where they are drawn. */
export interface PointedToken {
  readonly element: HTMLElement;
  readonly tokens: readonly CompletedToken[];
  /** Place of the first behind the prompt. */
  readonly place: number;
  readonly branch: number;
  /** Places of tokens that a person put there. */
  readonly chosen: readonly number[];
  readonly owner: { focusToken(place?: number): void };
}

/** The pointer or the focus came to a token. */
export class TokenEntered extends Event {
  static readonly type = 'tokenscope-token-entered';

  constructor(
    readonly token: PointedToken,
    readonly byKey: boolean,
  ) {
    super(TokenEntered.type, { bubbles: true, composed: true });
  }
}

/** The pointer left a token. */
export class TokenLeft extends Event {
  static readonly type = 'tokenscope-token-left';

  constructor() {
    super(TokenLeft.type, { bubbles: true, composed: true });
  }
}

/** A token was clicked, or opened by a key: its card takes the focus. */
export class TokenOpened extends Event {
  static readonly type = 'tokenscope-token-opened';

  constructor(readonly token: PointedToken) {
    super(TokenOpened.type, { bubbles: true, composed: true });
  }
}

/** The text is to go on with another token at a place. */
export class AlternativeChosen extends Event {
  static readonly type = 'tokenscope-alternative';

  constructor(
    readonly branch: number | null,
    readonly place: number,
    readonly choice: CompletedChoice,
  ) {
    super(AlternativeChosen.type, { bubbles: true, composed: true });
  }
}

/** Another text of the tree is to be shown. */
export class BranchSelected extends Event {
  static readonly type = 'tokenscope-branch';

  constructor(readonly branch: number) {
    super(BranchSelected.type, { bubbles: true, composed: true });
  }
}

/** The next token was guessed; an empty guess only reveals it. */
export class GuessMade extends Event {
  static readonly type = 'tokenscope-guess';

  constructor(readonly guess: string) {
    super(GuessMade.type, { bubbles: true, composed: true });
  }
}

/** Something is to be done with a favourite. */
export class FavouriteUsed extends Event {
  static readonly type = 'tokenscope-favourite';

  constructor(
    readonly id: number,
    readonly what: 'insert' | 'copy' | 'remove',
  ) {
    super(FavouriteUsed.type, { bubbles: true, composed: true });
  }
}

/** Values of form fields that are being tried out. */
export class FormPreview extends Event {
  static readonly type = 'tokenscope-form-preview';

  constructor(readonly changes: Partial<SamplingForm>) {
    super(FormPreview.type, { bubbles: true, composed: true });
  }
}

/** An earlier run is to be shown. */
export class RunSelected extends Event {
  static readonly type = 'tokenscope-run';

  constructor(readonly run: number) {
    super(RunSelected.type, { bubbles: true, composed: true });
  }
}
