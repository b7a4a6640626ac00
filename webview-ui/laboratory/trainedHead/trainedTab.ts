import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { hoverLab, type LabState } from '../../../src/common/protocol/views/laboratory/laboratory';
import type {
  TrainedHeadForm,
  TrainedHeadView,
} from '../../../src/common/protocol/views/laboratory/trainedHead';
import type { Host } from '../../shared/host';
import { baseStyles } from '../../shared/styles';
import '../toolFrame';
import './headReport';
import './headSettings';
import './labelledTable';
import './labelledTexts';
import { RowHover } from '../labelledRows';

/** "Trained Classifier": how well a trained head does, or the labels it gave. */
@customElement('tokenscope-trained-head')
export class TrainedTab extends LitElement {
  static override readonly styles = [baseStyles];

  @property({ attribute: false }) host: Host | null = null;
  @property({ attribute: false }) view: LabState<TrainedHeadForm, TrainedHeadView> | null = null;

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    return html`<tokenscope-tool-frame
      tool="trainedHead"
      .host=${this.host}
      .view=${view}
      ?colors=${view.result?.kind === 'texts'}
      welcome=${l10n.t(
        'Teach a classifier your own labels with a few dozen examples: a CSV file with a column of texts and one of labels, or a document with lines “label: text”. BERT stays as it is (frozen encoder); a small head on its vectors is trained, tested by cross-validation, and saved beside your data.',
      )}
      runLabel=${l10n.t('Train on Labelled Text…')}
    >
      ${
        view.result === null || view.result.kind === 'training'
          ? html`<tokenscope-head-settings
              slot="form"
              .host=${this.host}
              .settings=${view.form}
            ></tokenscope-head-settings>`
          : nothing
      }
      ${view.result === null ? nothing : html`<div slot="result">${this.#result(view.result, true)}</div>`}
      ${
        view.pinned === null
          ? nothing
          : html`<div slot="pinned">${this.#result(view.pinned.result, false)}</div>`
      }
    </tokenscope-tool-frame>`;
  }

  #result(result: TrainedHeadView, linked: boolean): TemplateResult {
    switch (result.kind) {
      case 'training':
        return html`<tokenscope-head-report
          .host=${linked ? this.host : null}
          .view=${result}
          .models=${this.view?.models ?? []}
        ></tokenscope-head-report>`;
      case 'texts':
        return html`<tokenscope-labelled-texts
          .view=${result}
          @tokenscope-row-hover=${linked ? this.#onHover : nothing}
        ></tokenscope-labelled-texts>`;
      case 'table':
        return html`<tokenscope-labelled-table .view=${result}></tokenscope-labelled-table>`;
    }
  }

  readonly #onHover = (event: Event) => {
    if (event instanceof RowHover) {
      this.host?.tell(hoverLab, { tool: 'trainedHead', part: event.row });
    }
  };
}
