import { html, type TemplateResult } from 'lit';
import { hoverLab, revealLab } from '../../../src/common/protocol/views/laboratory/laboratory';
import type { Host } from '../../shared/host';

/** Shows a part of the result in the document: under the pointer, and for good by a click. */
export class PartLink {
  /** @param host null where the result is not of the text in the editor, as a pinned one. */
  constructor(private readonly host: Host | null) {}

  readonly hover = (part: number | null): void => {
    this.host?.tell(hoverLab, { tool: 'labels', part });
  };

  /** The words of a part, as a button where it can be shown. */
  button(part: number, content: TemplateResult | string): TemplateResult {
    const { host } = this;
    return host === null
      ? html`${content}`
      : html`<button class="part" @click=${() => host.tell(revealLab, { tool: 'labels', part })}>
          ${content}
        </button>`;
  }
}
