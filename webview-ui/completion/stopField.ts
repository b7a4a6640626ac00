import * as l10n from '@vscode/l10n';
import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { DraftField, FieldChange } from '../shared/draftField';
import { parseStopStrings, showStopStrings } from './stopStrings';

/**
 * The stop strings, one per line; not a vscode-textarea, whose picture of a resizer the content
 * policy refuses. `FieldChange` carries a list of strings.
 */
@customElement('tokenscope-stop-field')
export class StopField extends DraftField {
  static override readonly styles = [
    ...DraftField.fieldStyles,
    css`
      label {
        margin-bottom: 4px;
      }
      textarea {
        display: block;
        width: 100%;
        min-height: 44px;
        padding: 3px 4px;
        border: 1px solid var(--vscode-settings-textInputBorder);
        border-radius: 4px;
        background: var(--vscode-settings-textInputBackground);
        color: var(--vscode-settings-textInputForeground);
        font-family: var(--vscode-editor-font-family, monospace);
        font-size: 12px;
        line-height: 17px;
        resize: vertical;
      }
      textarea:focus {
        border-color: var(--vscode-focusBorder);
        outline: none;
      }
    `,
  ];

  @property({ attribute: false }) value: readonly string[] = [];
  @query('textarea') private readonly field!: HTMLTextAreaElement | null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('value');
    if (before !== undefined && showStopStrings(before) !== this.valueText()) this.valueChanged();
  }

  protected override updated(): void {
    this.describe(this.field);
  }

  protected override render() {
    const { problem } = this;
    const label = l10n.t('Stop strings');
    return html`
      <label for="field"
        >${label}
        <span class="hint dim">${l10n.t('one per line, \\n is a line break')}</span></label
      >
      <textarea
        id="field"
        rows="2"
        spellcheck="false"
        wrap="off"
        .value=${this.text}
        ?invalid=${problem !== null}
        @input=${() => this.edit(this.field?.value ?? '')}
        @change=${() => this.flush()}
        @focusout=${() => this.flush()}
        @keydown=${this.#onKeyDown}
      ></textarea>
      ${problem === null ? nothing : html`<p class="problem" role="alert">${problem}</p>`}
    `;
  }

  protected override valueText(): string {
    return showStopStrings(this.value);
  }

  protected override problemOf(text: string): string | null {
    return parseStopStrings(text).problem;
  }

  protected override send(text: string): void {
    const { value } = parseStopStrings(text);
    if (value !== null && showStopStrings(value) !== this.valueText()) {
      this.dispatchEvent(new FieldChange(value));
    }
  }

  readonly #onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && this.revert()) event.stopPropagation();
  };
}
