import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { EncodeOptions } from '../../../src/common/protocol/tokenizer/workbench';
import type { EncodeForm } from '../../../src/common/protocol/views/encode';
import { encodeLimits } from '../../../src/common/tokens/encodeLimits';
import { FieldChange } from '../../shared/draftField';
import '../../shared/numberField';
import '../../shared/selectField';
import type { SelectOption } from '../../shared/selectField';
import { baseStyles } from '../../shared/styles';

/** The form was changed: the texts are to be encoded with it. */
export class EncodeFormChange extends Event {
  static readonly type = 'tokenscope-encode-form-change';

  constructor(readonly form: EncodeForm) {
    super(EncodeFormChange.type, { bubbles: true, composed: true });
  }
}

/** The options of the encode workbench, named as `transformers` names them. */
@customElement('tokenscope-encode-form')
export class EncodeFormElement extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 215px), 1fr));
        align-items: start;
        gap: 6px 24px;
        padding: 2px var(--tokenscope-gutter) 10px;
      }
      .wrong {
        outline: 1px solid var(--vscode-inputValidation-errorBorder);
        outline-offset: 2px;
      }
    `,
  ];

  @property({ attribute: false }) form!: EncodeForm;
  /** The field that an error is about, such as `truncation.stride`. */
  @property({ attribute: false }) wrong: string | null = null;

  protected override render() {
    const { options, paired } = this.form;
    const { padding, truncation } = options;
    return html`
      <div class="fields">
        ${this.#check(l10n.t('Special tokens'), options.addSpecialTokens, (on) =>
          this.#change({ addSpecialTokens: on }),
        )}
        ${this.#check(
          l10n.t('Selections are pairs'),
          paired,
          (on) => this.#send({ ...this.form, paired: on }),
          'pairs',
        )}
        ${this.#select(l10n.t('Padding'), 'padding.token', padding.strategy, paddings(), (value) =>
          this.#pad({ strategy: value as typeof padding.strategy }),
        )}
        ${
          padding.strategy === 'none'
            ? nothing
            : html`
                ${
                  padding.strategy === 'max_length'
                    ? this.#number(l10n.t('Pad to length'), 'padding.length', padding.length, (n) =>
                        this.#pad({ length: n }),
                      )
                    : nothing
                }
                ${this.#number(
                  l10n.t('Multiple of'),
                  'padding.multipleOf',
                  padding.multipleOf,
                  (n) => this.#pad({ multipleOf: n }),
                )}
                ${this.#select(l10n.t('Padding side'), '', padding.side, sides(), (side) =>
                  this.#pad({ side: side as typeof padding.side }),
                )}
              `
        }
        ${this.#select(
          l10n.t('Truncation'),
          'truncation.strategy',
          truncation.strategy,
          truncations(),
          (value) => this.#truncate({ strategy: value as typeof truncation.strategy }),
        )}
        ${
          truncation.strategy === 'none'
            ? nothing
            : html`
                ${this.#number(
                  l10n.t('Maximum length'),
                  'truncation.maxLength',
                  truncation.maxLength,
                  (n) => this.#truncate({ maxLength: n }),
                )}
                ${this.#number(l10n.t('Stride'), 'truncation.stride', truncation.stride, (n) =>
                  this.#truncate({ stride: n }),
                )}
                ${this.#select(l10n.t('Truncation side'), '', truncation.side, sides(), (side) =>
                  this.#truncate({ side: side as typeof truncation.side }),
                )}
                ${this.#check(l10n.t('Overflowing pieces'), truncation.overflow, (on) =>
                  this.#truncate({ overflow: on }),
                )}
              `
        }
      </div>
    `;
  }

  #check(
    label: string,
    checked: boolean,
    change: (on: boolean) => void,
    field = '',
  ): TemplateResult {
    return html`<vscode-checkbox
      class=${field !== '' && field === this.wrong ? 'wrong' : ''}
      .label=${label}
      ?checked=${checked}
      @change=${(event: Event) => change((event.target as HTMLInputElement).checked)}
    ></vscode-checkbox>`;
  }

  #number(
    label: string,
    field: keyof typeof encodeLimits,
    value: number,
    change: (value: number) => void,
  ): TemplateResult {
    return html`<tokenscope-number-field
      class=${field === this.wrong ? 'wrong' : ''}
      .label=${label}
      .value=${value}
      .range=${encodeLimits[field]}
      @tokenscope-field-change=${(event: Event) => {
        if (event instanceof FieldChange) change(event.value as number);
      }}
    ></tokenscope-number-field>`;
  }

  #select(
    label: string,
    field: string,
    value: string,
    options: readonly SelectOption[],
    change: (value: string) => void,
  ): TemplateResult {
    return html`<tokenscope-select-field
      class=${field !== '' && field === this.wrong ? 'wrong' : ''}
      .label=${label}
      .value=${value}
      .options=${options}
      @tokenscope-field-change=${(event: Event) => {
        if (event instanceof FieldChange) change(event.value as string);
      }}
    ></tokenscope-select-field>`;
  }

  #pad(change: Partial<EncodeOptions['padding']>): void {
    this.#change({ padding: { ...this.form.options.padding, ...change } });
  }

  #truncate(change: Partial<EncodeOptions['truncation']>): void {
    this.#change({ truncation: { ...this.form.options.truncation, ...change } });
  }

  #change(change: Partial<EncodeOptions>): void {
    this.#send({ ...this.form, options: { ...this.form.options, ...change } });
  }

  #send(form: EncodeForm): void {
    this.dispatchEvent(new EncodeFormChange(form));
  }
}

const paddings = (): SelectOption[] => [
  { value: 'none', label: l10n.t('none') },
  { value: 'longest', label: l10n.t('longest') },
  { value: 'max_length', label: l10n.t('max_length') },
];

const truncations = (): SelectOption[] => [
  { value: 'none', label: l10n.t('none') },
  { value: 'longest_first', label: l10n.t('longest_first') },
  { value: 'only_first', label: l10n.t('only_first') },
  { value: 'only_second', label: l10n.t('only_second') },
];

const sides = (): SelectOption[] => [
  { value: 'right', label: l10n.t('right') },
  { value: 'left', label: l10n.t('left') },
];
