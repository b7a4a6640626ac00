import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  headChoices,
  listHeadChoices,
  type HeadChoice,
  type LabelsForm,
  type LabelsView,
} from '../../../src/common/protocol/views/laboratory/labels';
import { FieldChange } from '../../shared/draftField';
import type { Host } from '../../shared/host';
import { baseStyles } from '../../shared/styles';
import { LabTab } from '../labTab';
import '../toolFrame';
import './answersResult';
import './classificationResult';
import './entitiesResult';
import './labelsForm';

/** "Labels": fine-tuned encoders on sentences, words and questions. */
@customElement('tokenscope-labels')
export class LabelsTab extends LabTab<LabelsForm, LabelsView> {
  static override readonly styles = [baseStyles];
  protected override readonly tool = 'labels';
  @state() private choices: readonly HeadChoice[] = [];

  protected override firstUpdated(): void {
    this.host?.on(headChoices, ({ choices }) => (this.choices = choices));
    this.host?.tell(listHeadChoices);
  }

  protected override render() {
    const { view } = this;
    if (view === null) return nothing;
    const colored = view.result !== null && view.result.task !== 'classification';
    return html`<tokenscope-tool-frame
      tool="labels"
      .host=${this.host}
      .view=${view}
      ?colors=${colored}
      welcome=${l10n.t(
        'What does a fine-tuned BERT say of your text? Put the cursor in a paragraph, or select some text: it labels each sentence, marks people, organizations and places, or looks for the answer to a question.',
      )}
      runLabel=${l10n.t('Run on the Text')}
    >
      <tokenscope-labels-form
        slot="form"
        .host=${this.host}
        .form=${view.form}
        .choices=${this.choices}
        @tokenscope-field-change=${this.#onForm}
      ></tokenscope-labels-form>
      ${
        view.result === null
          ? nothing
          : html`<div slot="result">${resultOf(view.result, this.host)}</div>`
      }
      ${
        view.pinned === null
          ? nothing
          : html`<div slot="pinned">${resultOf(view.pinned.result, null)}</div>`
      }
    </tokenscope-tool-frame>`;
  }

  readonly #onForm = (event: Event) => {
    // The form tells itself whole.
    if (event instanceof FieldChange) this.change(event.value as LabelsForm);
  };
}

function resultOf(result: LabelsView, host: Host | null): TemplateResult {
  switch (result.task) {
    case 'classification':
      return html`<tokenscope-classification-result
        .host=${host}
        .result=${result}
      ></tokenscope-classification-result>`;
    case 'entities':
      return html`<tokenscope-entities-result
        .host=${host}
        .result=${result}
      ></tokenscope-entities-result>`;
    case 'answer':
      return html`<tokenscope-answers-result
        .host=${host}
        .result=${result}
      ></tokenscope-answers-result>`;
  }
}
