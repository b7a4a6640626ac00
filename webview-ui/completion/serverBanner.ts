import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ServerMark } from '../../src/common/protocol/views/completion';
import { ActionRequest } from '../shared/events';
import { baseStyles } from '../shared/styles';

/** Says, for as long as it is so, that text is sent to a server. */
@customElement('tokenscope-server-banner')
export class ServerBanner extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      .banner {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 8px;
        padding: 6px var(--tokenscope-gutter);
        border-bottom: 1px solid
          var(--vscode-inputValidation-warningBorder, var(--vscode-contrastBorder, transparent));
        background: var(--vscode-inputValidation-warningBackground);
        color: var(--vscode-inputValidation-warningForeground, var(--vscode-foreground));
      }
      .says {
        flex: 1 1 120px;
        min-width: 0;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) server: ServerMark | null = null;

  protected override render() {
    const { server } = this;
    if (server === null) return nothing;
    return html`
      <div class="banner" role="note">
        <vscode-icon name="cloud-upload"></vscode-icon>
        <span class="says"
          >${
            server.local
              ? l10n.t('Text is sent to {0}, a server on this machine', server.host)
              : l10n.t('Text leaves this machine: it is sent to {0}', server.host)
          }</span
        >
        <vscode-button
          secondary
          @click=${() => this.dispatchEvent(new ActionRequest('useLocalModel'))}
          >${l10n.t('Use Local Model')}</vscode-button
        >
      </div>
    `;
  }
}
