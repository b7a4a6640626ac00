import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type {
  VectorsForm,
  VectorsView,
} from '../../../src/common/protocol/views/laboratory/vectors';
import '../../shared/selectField';
import { baseStyles } from '../../shared/styles';
import { LabTab } from '../labTab';
import '../toolFrame';
import './cosineMatrix';
import { PairHover } from './cosineMatrix';

/** "Word Vectors": how alike occurrences of words are read in their sentences. */
@customElement('tokenscope-vectors')
export class VectorsTab extends LabTab<VectorsForm, VectorsView> {
  static override readonly styles = [baseStyles];
  protected override readonly tool = 'vectors';

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    return html`<tokenscope-tool-frame
      tool="vectors"
      .host=${this.host}
      .view=${view}
      welcome=${l10n.t(
        'Is it the same “bank”, by the river and with money? Put the cursor on a word to compare all its occurrences, or a cursor on each of several words (hold Alt and click), and see how alike BERT’s vectors of them are.',
      )}
      runLabel=${l10n.t('Compare Word Vectors')}
    >
      <tokenscope-select-field
        slot="form"
        label=${l10n.t('Export')}
        .value=${view.form.table}
        .options=${[
          { value: 'cosines', label: l10n.t('Cosines') },
          { value: 'vectors', label: l10n.t('Vectors') },
        ]}
        @tokenscope-field-change=${(event: Event) => this.onField(event, 'table')}
      ></tokenscope-select-field>
      ${
        view.result === null
          ? nothing
          : html`<tokenscope-cosine-matrix
              slot="result"
              .view=${view.result}
              @tokenscope-pair-hover=${this.#onHover}
            ></tokenscope-cosine-matrix>`
      }
      ${
        view.pinned === null
          ? nothing
          : html`<tokenscope-cosine-matrix
              slot="pinned"
              .view=${view.pinned.result}
            ></tokenscope-cosine-matrix>`
      }
    </tokenscope-tool-frame>`;
  }

  readonly #onHover = (event: Event) => {
    if (event instanceof PairHover) this.hover(event.part);
  };
}
