import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { TextLabellingView } from '../../../src/common/protocol/views/laboratory/trainedHead';
import { baseStyles } from '../../shared/styles';
import '../labelledRows';
import { labelCounts, labelCountsStyles } from './labelCounts';

/** Sentences of a document with the labels that a head gave them. */
@customElement('tokenscope-labelled-texts')
export class LabelledTexts extends LitElement {
  static override readonly styles = [baseStyles, labelCountsStyles];

  @property({ attribute: false }) view: TextLabellingView | null = null;

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    const { head, counts, texts, headName, colors } = view;
    return html`
      ${labelCounts(head, counts, headName, colors)}
      <tokenscope-labelled-rows .labels=${head.labels} .rows=${texts}></tokenscope-labelled-rows>
    `;
  }
}
