import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import {
  changeLabForm,
  hoverLab,
  type LabState,
  type LabToolId,
} from '../../src/common/protocol/views/laboratory/laboratory';
import { FieldChange } from '../shared/draftField';
import type { Host } from '../shared/host';

/** What the tabs of all tools can do: change their form, and mark a part of the result in the editor. */
export abstract class LabTab<Form extends object, Result> extends LitElement {
  @property({ attribute: false }) host: Host | null = null;
  @property({ attribute: false }) view: LabState<Form, Result> | null = null;
  protected abstract readonly tool: LabToolId;

  protected change(change: Partial<Form>): void {
    if (this.view !== null) {
      const form = { ...this.view.form, ...change };
      this.host?.tell(changeLabForm, { tool: this.tool, form });
    }
  }

  /** Takes a field's new value over into the form. */
  protected onField(event: Event, key: keyof Form): void {
    if (event instanceof FieldChange) this.change({ [key]: event.value } as Partial<Form>);
  }

  protected hover(part: number | null): void {
    this.host?.tell(hoverLab, { tool: this.tool, part });
  }
}
