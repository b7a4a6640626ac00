import type { TargetsForm } from '../../../src/common/protocol/views/laboratory/targets';

/** The user marked a part of the sentence as the attribute, or took the mark away. */
export class AttributeMarked extends Event {
  static readonly type = 'tokenscope-attribute';

  constructor(readonly attribute: TargetsForm['attribute']) {
    super(AttributeMarked.type, { bubbles: true, composed: true });
  }
}
