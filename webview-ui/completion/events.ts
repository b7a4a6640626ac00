import type { SamplingForm } from '../../src/common/protocol/views/completion';

/** What the buttons below a continuation do. */
export type CompletionAction = 'start' | 'restart' | 'insert' | 'replace' | 'copy';

export class CompletionRequest extends Event {
  static readonly type = 'tokenscope-completion';

  constructor(readonly action: CompletionAction) {
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
