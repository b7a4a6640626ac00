import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import type { VscodeSingleSelect } from '@vscode-elements/elements/dist/vscode-single-select/index.js';
import { css, html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { FieldChange } from './draftField';
import { baseStyles } from './styles';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

/** A labelled choice. `FieldChange` carries the chosen value. */
@customElement('tokenscope-select-field')
export class SelectField extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      .row {
        display: flex;
        align-items: center;
        column-gap: 6px;
      }
      label {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      vscode-single-select {
        flex: none;
        width: var(--tokenscope-select-width, 124px);
      }
    `,
  ];

  @property() label = '';
  @property() value = '';
  @property({ attribute: false }) options: readonly SelectOption[] = [];
  @property({ type: Boolean }) disabled = false;
  @query('vscode-single-select') private readonly select!: VscodeSingleSelect | null;

  protected override render() {
    return html`
      <div class="row">
        <label for="select">${this.label}</label>
        <vscode-single-select
          id="select"
          .label=${this.label}
          ?disabled=${this.disabled}
          @change=${this.#onChange}
        >
          ${this.options.map(
            ({ value, label }) =>
              html`<vscode-option value=${value} ?selected=${value === this.value}
                >${label}</vscode-option
              >`,
          )}
        </vscode-single-select>
      </div>
    `;
  }

  protected override updated(): void {
    if (this.select !== null && this.select.value !== this.value) this.select.value = this.value;
  }

  readonly #onChange = (event: Event) => {
    // The element's own event would reach those who listen for changes of fields, too.
    event.stopPropagation();
    const value = this.select?.value ?? '';
    if (value !== this.value) this.dispatchEvent(new FieldChange(value));
  };
}
