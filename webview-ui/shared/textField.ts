import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import type { VscodeTextfield } from '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { css, html, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { DraftField, FieldChange } from './draftField';

/** A labelled line of text, sent when it is left or Enter is pressed. `FieldChange` carries the text. */
@customElement('tokenscope-text-field')
export class TextField extends DraftField {
  static override readonly styles = [
    ...DraftField.fieldStyles,
    css`
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 2px 6px;
      }
      label {
        flex: none;
      }
      vscode-textfield {
        flex: 1 1 160px;
        min-width: 0;
      }
    `,
  ];

  @property() label = '';
  @property() hint = '';
  @property() value = '';
  @query('vscode-textfield') private readonly field!: VscodeTextfield | null;
  protected override live = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('value')) this.valueChanged();
  }

  protected override render() {
    return html`<div class="row">
      <label for="field">${this.label}</label>
      <vscode-textfield
        id="field"
        .label=${this.label}
        .value=${this.text}
        title=${this.hint}
        @input=${() => this.edit(this.field?.value ?? '')}
        @change=${() => this.flush()}
        @focusout=${() => this.flush()}
        @keydown=${this.#onKeyDown}
      ></vscode-textfield>
    </div>`;
  }

  protected override valueText(): string {
    return this.value;
  }

  protected override problemOf(): string | null {
    return null;
  }

  protected override send(text: string): void {
    if (text !== this.value) this.dispatchEvent(new FieldChange(text));
  }

  readonly #onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      this.flush();
    } else if (event.key === 'Escape' && this.revert()) {
      // This Escape was for the field: it must not stop a run too.
      event.stopPropagation();
    }
  };
}
