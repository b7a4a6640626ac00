import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import type { VscodeCheckbox } from '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { HeadSettings as Settings } from '../../../src/common/protocol/model/trainedHead';
import { changeLabForm } from '../../../src/common/protocol/views/laboratory/laboratory';
import { headLimits } from '../../../src/common/trainedHead/limits';
import { FieldChange } from '../../shared/draftField';
import type { Host } from '../../shared/host';
import '../../shared/numberField';
import { baseStyles } from '../../shared/styles';

/** How a head is trained; a change trains again. */
@customElement('tokenscope-head-settings')
export class HeadSettingsForm extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 16px;
        --tokenscope-field-width: 60px;
      }
    `,
  ];

  @property({ attribute: false }) host: Host | null = null;
  @property({ attribute: false }) settings: Settings | null = null;

  protected override render() {
    const { settings } = this;
    if (settings === null) return nothing;
    return html`
      <tokenscope-number-field
        deferred
        label=${l10n.t('C')}
        title=${l10n.t(
          'Inverse strength of the L2 penalty: a smaller C keeps the weights smaller, which often helps with few rows.',
        )}
        .value=${settings.c}
        .range=${headLimits.c}
        @tokenscope-field-change=${(event: Event) => this.#onNumber(event, 'c')}
      ></tokenscope-number-field>
      <tokenscope-number-field
        deferred
        label=${l10n.t('Folds')}
        title=${l10n.t('Parts of the rows; each is held out once and predicted by a head trained on the others.')}
        .value=${settings.folds}
        .range=${headLimits.folds}
        @tokenscope-field-change=${(event: Event) => this.#onNumber(event, 'folds')}
      ></tokenscope-number-field>
      <tokenscope-number-field
        deferred
        label=${l10n.t('Seed')}
        title=${l10n.t('Of the random numbers that deal rows to folds.')}
        .value=${settings.seed}
        .range=${headLimits.seed}
        @tokenscope-field-change=${(event: Event) => this.#onNumber(event, 'seed')}
      ></tokenscope-number-field>
      <vscode-checkbox
        .label=${l10n.t('Standardise')}
        ?checked=${settings.standardise}
        title=${l10n.t('Each dimension of the vectors gets mean 0 and standard deviation 1 over the rows trained on.')}
        @change=${this.#onStandardise}
      ></vscode-checkbox>
    `;
  }

  #change(change: Partial<Settings>): void {
    this.host?.tell(changeLabForm, { tool: 'trainedHead', form: { ...this.settings, ...change } });
  }

  #onNumber(event: Event, name: 'c' | 'folds' | 'seed'): void {
    if (event instanceof FieldChange && typeof event.value === 'number') {
      this.#change({ [name]: event.value });
    }
  }

  readonly #onStandardise = (event: Event) => {
    this.#change({ standardise: (event.target as VscodeCheckbox).checked });
  };
}
