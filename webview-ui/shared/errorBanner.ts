import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ViewError } from '../../src/common/protocol/views/view';
import { ActionRequest } from './events';
import { baseStyles } from './styles';

/** What went wrong, in the host's words, with at most one button that helps. */
@customElement('tokenscope-error-banner')
export class ErrorBanner extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      .banner {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 6px;
        padding: 8px;
        border: 1px solid var(--vscode-inputValidation-errorBorder);
        border-radius: 4px;
        background: var(--vscode-inputValidation-errorBackground);
        color: var(--vscode-inputValidation-errorForeground, var(--vscode-foreground));
        overflow-wrap: anywhere;
      }
      vscode-icon {
        padding-top: 1px;
        color: var(--vscode-errorForeground);
      }
      vscode-button {
        grid-column: 2;
        justify-self: start;
        max-width: 100%;
      }
    `,
  ];

  @property({ attribute: false }) error: ViewError | null = null;

  protected override render() {
    if (this.error === null) return nothing;
    const { sentence, action } = this.error;
    return html`
      <div class="banner" role="alert">
        <vscode-icon name="error"></vscode-icon>
        <span>${sentence}</span>
        ${
          action === null
            ? nothing
            : html`<vscode-button
                secondary
                @click=${() => this.dispatchEvent(new ActionRequest(action.id))}
                >${action.label}</vscode-button
              >`
        }
      </div>
    `;
  }
}
