import type { ViewActionId } from '../../src/common/protocol/views/view';

/** A button asks the host to run one of its actions. */
export class ActionRequest extends Event {
  static readonly type = 'tokenscope-action';

  constructor(readonly action: ViewActionId) {
    super(ActionRequest.type, { bubbles: true, composed: true });
  }
}

/** The user gives up what is running. */
export class CancelRequest extends Event {
  static readonly type = 'tokenscope-cancel';

  constructor() {
    super(CancelRequest.type, { bubbles: true, composed: true });
  }
}
