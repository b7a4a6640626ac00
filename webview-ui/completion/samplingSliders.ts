import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SamplingForm } from '../../src/common/protocol/views/completion';
import { baseStyles } from '../shared/styles';
import { FormChange, FormPreview } from './events';
import { sliderPosition, sliderSteps, type SliderName } from './sliderSteps';

/** Sliders of what shapes the distribution: `FormPreview` while one moves, `FormChange` when it rests. */
@customElement('tokenscope-sampling-sliders')
export class SamplingSliders extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      .sliders {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 190px), 1fr));
        gap: 2px 20px;
      }
      label {
        display: grid;
        grid-template-columns: 84px minmax(40px, 1fr) 40px;
        align-items: center;
        gap: 8px;
        min-height: 24px;
      }
      input {
        width: 100%;
        min-width: 0;
        height: 16px;
        margin: 0;
        accent-color: var(--vscode-focusBorder);
      }
      :host-context(.vscode-dark) input,
      :host-context(.vscode-high-contrast) input {
        color-scheme: dark;
      }
      :host-context(.vscode-high-contrast-light) input {
        color-scheme: light;
      }
      output {
        text-align: end;
      }
    `,
  ];

  @property({ attribute: false }) form: SamplingForm | null = null;

  protected override render() {
    const { form } = this;
    if (form === null) return nothing;
    return html`<div class="sliders">
      ${this.#slider(form, 'temperature', l10n.t('Temperature'))}
      ${this.#slider(form, 'topK', l10n.t('Top-k'), 0)}
      ${this.#slider(form, 'topP', l10n.t('Top-p'), 1)}
      ${this.#slider(form, 'minP', l10n.t('Min-p'), 0)}
    </div>`;
  }

  #slider(form: SamplingForm, name: SliderName, label: string, off?: number): TemplateResult {
    const value = form[name];
    const shown = value === off ? l10n.t('off') : String(value);
    return html`<label>
      <span>${label}</span>
      <input
        type="range"
        min="0"
        max=${sliderSteps[name].length - 1}
        step="1"
        aria-valuetext=${shown}
        .value=${String(sliderPosition(name, form))}
        ?disabled=${form.greedy}
        @input=${(event: Event) => this.#moved(event, name, FormPreview)}
        @change=${(event: Event) => this.#moved(event, name, FormChange)}
      />
      <output>${shown}</output>
    </label>`;
  }

  #moved(event: Event, name: SliderName, Kind: typeof FormPreview | typeof FormChange): void {
    const position = Number((event.target as HTMLInputElement).value);
    const value = sliderSteps[name][position];
    if (value !== undefined) this.dispatchEvent(new Kind({ [name]: value }));
  }
}
