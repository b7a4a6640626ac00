import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { beamLimits, samplingLimits } from '../../src/common/decoding/limits';
import { samplesRange } from '../../src/common/protocol/model/completionSamples';
import type { SamplingForm } from '../../src/common/protocol/views/completion';
import { FieldChange } from '../shared/draftField';
import '../shared/numberField';
import { baseStyles } from '../shared/styles';
import { FormChange } from './events';
import './stopField';

/** The ranges of the fields that are numbers. */
const ranges = { ...samplingLimits, ...beamLimits, samples: samplesRange } as const;
type NumberName = Exclude<keyof typeof ranges, 'lengthPenalty'>;

interface NumberOptions {
  readonly label: string;
  readonly hint?: string;
  readonly step?: number;
  readonly empty?: string;
  /** Greedy decoding does not use it. */
  readonly sampledOnly?: boolean;
  readonly wide?: boolean;
  readonly button?: TemplateResult | typeof nothing;
}

/** How tokens are chosen; what changes is written to the settings. Processors stand in their order. */
@customElement('tokenscope-sampling-form')
export class SamplingFormElement extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 205px), 1fr));
        align-items: start;
        gap: 8px 24px;
        padding: 4px var(--tokenscope-gutter) 12px;
      }
      .wide {
        grid-column: 1 / -1;
      }
      .roomy {
        --tokenscope-field-width: 100px;
      }
      vscode-checkbox {
        justify-self: start;
      }
    `,
  ];

  @property({ attribute: false }) form: SamplingForm | null = null;
  /** The seed of the last run, which can be kept for the next. */
  @property({ attribute: false }) lastSeed: number | null = null;

  protected override render() {
    const { form } = this;
    if (form === null) return nothing;
    return html`
      <div class="fields">
        ${this.#number(form, 'maxNewTokens', { label: l10n.t('New tokens') })}
        ${this.#number(form, 'samples', {
          label: l10n.t('Samples'),
          hint: l10n.t('side by side'),
        })}
        ${this.#number(form, 'numBeams', {
          label: l10n.t('Beams'),
          hint: l10n.t('1 is off'),
        })}
        <vscode-checkbox
          .label=${l10n.t('Greedy')}
          ?checked=${form.greedy}
          title=${l10n.t('Always takes the most likely token. Temperature, top-k, top-p and min-p are not used.')}
          @change=${this.#onGreedy}
        ></vscode-checkbox>
        ${this.#number(form, 'repetitionPenalty', {
          label: l10n.t('Repetition penalty'),
          hint: l10n.t('1 is off'),
          step: 0.05,
        })}
        ${this.#number(form, 'noRepeatNgramSize', {
          label: l10n.t('No-repeat n-gram'),
          hint: l10n.t('0 is off'),
        })}
        ${this.#number(form, 'temperature', {
          label: l10n.t('Temperature'),
          step: 0.1,
          sampledOnly: true,
        })}
        ${this.#number(form, 'topK', {
          label: l10n.t('Top-k'),
          hint: l10n.t('0 is off'),
          sampledOnly: true,
        })}
        ${this.#number(form, 'topP', {
          label: l10n.t('Top-p'),
          hint: l10n.t('1 is off'),
          step: 0.05,
          sampledOnly: true,
        })}
        ${this.#number(form, 'minP', {
          label: l10n.t('Min-p'),
          hint: l10n.t('0 is off'),
          step: 0.05,
          sampledOnly: true,
        })}
        ${this.#number(form, 'seed', {
          label: l10n.t('Seed'),
          empty: l10n.t('random'),
          wide: true,
          button: this.#keepSeed(form),
        })}
        <tokenscope-stop-field
          class="wide"
          .value=${form.stop}
          @tokenscope-field-change=${(event: Event) => this.#onChange(event, 'stop')}
        ></tokenscope-stop-field>
      </div>
    `;
  }

  #number(form: SamplingForm, name: NumberName, options: NumberOptions): TemplateResult {
    const {
      label,
      hint = '',
      step = 1,
      empty = '',
      sampledOnly = false,
      wide = false,
      button = nothing,
    } = options;
    return html`<tokenscope-number-field
      class=${wide ? 'roomy' : ''}
      .label=${label}
      .hint=${hint}
      .value=${form[name]}
      .range=${ranges[name]}
      .step=${step}
      .empty=${empty}
      ?disabled=${sampledOnly && form.greedy}
      @tokenscope-field-change=${(event: Event) => this.#onChange(event, name)}
      >${button}</tokenscope-number-field
    >`;
  }

  #keepSeed(form: SamplingForm): TemplateResult | typeof nothing {
    const seed = this.lastSeed;
    if (seed === null || seed === form.seed) return nothing;
    const label = l10n.t('Keep the Seed of the Last Run ({0})', seed);
    return html`<vscode-toolbar-button
      icon="pin"
      label=${label}
      title=${label}
      @click=${() => this.dispatchEvent(new FormChange({ seed }))}
    ></vscode-toolbar-button>`;
  }

  #onChange(event: Event, name: keyof SamplingForm): void {
    if (!(event instanceof FieldChange)) return;
    event.stopPropagation();
    this.dispatchEvent(new FormChange({ [name]: event.value }));
  }

  readonly #onGreedy = (event: Event) => {
    const { checked } = event.target as HTMLElementTagNameMap['vscode-checkbox'];
    this.dispatchEvent(new FormChange({ greedy: checked }));
  };
}
