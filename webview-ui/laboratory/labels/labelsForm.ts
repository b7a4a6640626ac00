import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import {
  addHead,
  addHubHead,
  bundledHead,
  removeHead,
  type HeadChoice,
  type LabelsForm,
} from '../../../src/common/protocol/views/laboratory/labels';
import { FieldChange } from '../../shared/draftField';
import type { Host } from '../../shared/host';
import '../../shared/selectField';
import { baseStyles } from '../../shared/styles';
import '../../shared/textField';

/** What is labelled, by which model, in how much of the document. `FieldChange` carries the new form. */
@customElement('tokenscope-labels-form')
export class LabelsFormFields extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      .fields {
        --tokenscope-select-width: min(150px, 50vw);

        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 14px;
      }
      .model {
        --tokenscope-select-width: min(190px, 42vw);

        display: flex;
        align-items: center;
        gap: 4px;
        min-width: 0;
      }
      .scope {
        --tokenscope-select-width: 104px;
      }
      .question {
        --vscode-settings-textInputBorder: var(--vscode-settings-dropdownBorder);

        flex: 1 1 280px;
        max-width: 520px;
      }
    `,
  ];

  @property({ attribute: false }) host: Host | null = null;
  @property({ attribute: false }) form: LabelsForm | null = null;
  @property({ attribute: false }) choices: readonly HeadChoice[] = [];

  protected override render() {
    const { form } = this;
    if (form === null) return nothing;
    return html`<div class="fields">
      ${this.#select(
        l10n.t('Task'),
        form.task,
        [
          { value: 'classification', label: l10n.t('Label each sentence') },
          { value: 'entities', label: l10n.t('Find named entities') },
          { value: 'answer', label: l10n.t('Answer a question') },
        ],
        (task) => ({ ...form, task: task as LabelsForm['task'] }),
      )}
      ${this.#model(form)}
      <div class="scope">
        ${this.#select(
          l10n.t('Text'),
          form.scope,
          [
            { value: 'selection', label: l10n.t('Selection') },
            { value: 'paragraph', label: l10n.t('Paragraph') },
            { value: 'document', label: l10n.t('Document') },
          ],
          (scope) => ({ ...form, scope: scope as LabelsForm['scope'] }),
        )}
      </div>
      ${form.task === 'answer' ? this.#question(form) : nothing}
    </div>`;
  }

  #model(form: LabelsForm): TemplateResult {
    const fitting = this.choices.filter(({ task }) => task === form.task);
    const chosen = form.models[form.task];
    const options = fitting.map(({ id, name }) => ({ value: id, label: name }));
    const add = l10n.t('Choose a Model Folder…');
    const fromHub = l10n.t('Add from the Hub…');
    const remove = l10n.t('Remove This Model from the List');
    return html`<div class="model" title=${fitting.find(({ id }) => id === chosen)?.about ?? ''}>
      ${keyed(
        // A select shows the text that its value had when that was chosen: tasks share values.
        `${form.task} ${options.length}`,
        this.#select(
          l10n.t('Model'),
          chosen,
          chosen === '' ? [{ value: '', label: l10n.t('(none)') }, ...options] : options,
          (id) => ({ ...form, models: { ...form.models, [form.task]: id } }),
        ),
      )}
      <vscode-toolbar-button
        icon="folder-opened"
        label=${add}
        title=${add}
        @click=${() => this.host?.tell(addHead)}
      ></vscode-toolbar-button>
      <vscode-toolbar-button
        icon="cloud-download"
        label=${fromHub}
        title=${fromHub}
        @click=${() => this.host?.tell(addHubHead, { task: form.task })}
      ></vscode-toolbar-button>
      ${
        chosen === '' || chosen === bundledHead
          ? nothing
          : html`<vscode-toolbar-button
              icon="trash"
              label=${remove}
              title=${remove}
              @click=${() => this.host?.tell(removeHead, { id: chosen })}
            ></vscode-toolbar-button>`
      }
    </div>`;
  }

  #question(form: LabelsForm): TemplateResult {
    return html`<tokenscope-text-field
      class="question"
      label=${l10n.t('Question')}
      hint=${l10n.t('Enter asks it')}
      .value=${form.question}
      @tokenscope-field-change=${(event: Event) => {
        event.stopPropagation();
        if (event instanceof FieldChange) this.#send({ ...form, question: String(event.value) });
      }}
    ></tokenscope-text-field>`;
  }

  #select(
    label: string,
    value: string,
    options: readonly { readonly value: string; readonly label: string }[],
    change: (value: string) => LabelsForm,
  ): TemplateResult {
    return html`<tokenscope-select-field
      label=${label}
      .value=${value}
      .options=${options}
      @tokenscope-field-change=${(event: Event) => {
        event.stopPropagation();
        if (event instanceof FieldChange) this.#send(change(String(event.value)));
      }}
    ></tokenscope-select-field>`;
  }

  #send(form: LabelsForm): void {
    this.dispatchEvent(new FieldChange(form));
  }
}
