import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import type { VscodeTextfield } from '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { NumberRange } from '../../src/common/numbers';
import { DraftField, FieldChange } from './draftField';
import { parseNumber, stepNumber } from './numberText';

/** A labelled number, checked in place. `FieldChange` carries a number, or null where empty is allowed. */
@customElement('tokenscope-number-field')
export class NumberField extends DraftField {
  static override readonly styles = [
    ...DraftField.fieldStyles,
    css`
      .row {
        display: flex;
        align-items: center;
        column-gap: 6px;
      }
      vscode-textfield {
        flex: none;
        width: var(--tokenscope-field-width, 76px);
      }
      label {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property() label = '';
  /** Said behind the label, such as what switches it off. */
  @property() hint = '';
  @property({ attribute: false }) value: number | null = null;
  @property({ attribute: false }) range: NumberRange = { minimum: -Infinity, maximum: Infinity };
  @property({ type: Number }) step = 1;
  /** What an empty field means; without it the field must not be empty. */
  @property() empty = '';
  @property({ type: Boolean }) disabled = false;
  /** Send only when the field is left or Enter is pressed. */
  @property({ type: Boolean }) deferred = false;
  @query('vscode-textfield') private readonly field!: VscodeTextfield | null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.live = !this.deferred;
    if (changed.has('value')) this.valueChanged();
  }

  protected override updated(): void {
    const { field } = this;
    void field?.updateComplete.then(() => this.describe(field.wrappedElement));
  }

  protected override render() {
    const problem = this.disabled ? null : this.problem;
    return html`
      <div class="row">
        <label for="field"
          >${this.label}
          ${this.hint === '' ? nothing : html`<span class="hint dim">${this.hint}</span>`}</label
        >
        <slot></slot>
        <vscode-textfield
          id="field"
          .label=${this.label}
          .value=${this.text}
          placeholder=${this.empty}
          ?disabled=${this.disabled}
          ?invalid=${problem !== null}
          @input=${() => this.edit(this.field?.value ?? '')}
          @change=${() => this.flush()}
          @focusout=${() => this.flush()}
          @keydown=${this.#onKeyDown}
        ></vscode-textfield>
      </div>
      ${problem === null ? nothing : html`<p class="problem" role="alert">${problem}</p>`}
    `;
  }

  protected override valueText(): string {
    return this.value === null ? '' : String(this.value);
  }

  protected override problemOf(text: string): string | null {
    return this.#isEmpty(text) ? null : parseNumber(text, this.range).problem;
  }

  protected override send(text: string): void {
    const value = this.#isEmpty(text) ? null : parseNumber(text, this.range).value;
    if (value !== this.value) this.dispatchEvent(new FieldChange(value));
  }

  #isEmpty(text: string): boolean {
    return this.empty !== '' && text.trim() === '';
  }

  readonly #onKeyDown = (event: KeyboardEvent) => {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (direction !== undefined) {
      event.preventDefault();
      this.edit(stepNumber(this.text, direction * this.step, this.range));
    } else if (event.key === 'Enter') {
      // Not every Enter is a change event: arrow keys change the text too.
      this.flush();
    } else if (event.key === 'Escape' && this.revert()) {
      // This Escape was for the field: it must not stop a run too.
      event.stopPropagation();
    }
  };
}
