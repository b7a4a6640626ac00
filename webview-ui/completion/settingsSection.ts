import '@vscode-elements/elements/dist/vscode-icon/index.js';
import * as l10n from '@vscode/l10n';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SamplingForm } from '../../src/common/protocol/views/completion';
import { baseStyles } from '../shared/styles';
import { formSummary } from './formSummary';
import './samplingForm';

/** The settings as a section that opens, with their gist in the title while it is closed. */
@customElement('tokenscope-settings-section')
export class SettingsSection extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      details {
        border-top: 1px solid var(--tokenscope-line);
      }
      summary {
        display: flex;
        align-items: center;
        gap: 2px;
        height: 26px;
        padding-inline: calc(var(--tokenscope-gutter) - 4px) var(--tokenscope-gutter);
        cursor: pointer;
        font-size: 11px;
        list-style: none;
        user-select: none;
        white-space: nowrap;
      }
      summary vscode-icon {
        flex: none;
      }
      .title {
        font-weight: 600;
        text-transform: uppercase;
      }
      .gist {
        min-width: 0;
        margin-inline-start: 8px;
        overflow: hidden;
        text-overflow: ellipsis;
      }
    `,
  ];

  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) form: SamplingForm | null = null;
  @property({ attribute: false }) lastSeed: number | null = null;

  protected override render() {
    const gist = this.form === null || this.open ? '' : formSummary(this.form);
    return html`
      <details ?open=${this.open} @toggle=${this.#onToggle}>
        <summary>
          <vscode-icon name=${this.open ? 'chevron-down' : 'chevron-right'}></vscode-icon>
          <span class="title">${l10n.t('Settings')}</span>
          <span class="gist dim" title=${gist}>${gist}</span>
        </summary>
        <tokenscope-sampling-form
          .form=${this.form}
          .lastSeed=${this.lastSeed}
        ></tokenscope-sampling-form>
      </details>
    `;
  }

  readonly #onToggle = (event: Event) => {
    this.open = (event.target as HTMLDetailsElement).open;
    this.dispatchEvent(new Event('toggle'));
  };
}
