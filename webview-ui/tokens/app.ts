import '@vscode-elements/elements/dist/vscode-tab-header/index.js';
import '@vscode-elements/elements/dist/vscode-tab-panel/index.js';
import '@vscode-elements/elements/dist/vscode-tabs/index.js';
import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { tokensState, type TokensState } from '../../src/common/protocol/views/tokens';
import { ActionRequest, CancelRequest } from '../shared/events';
import { Host } from '../shared/host';
import { baseStyles } from '../shared/styles';
import './list/tokensTab';

/** The Tokens view: one tab for each thing to do with tokens. */
@customElement('tokenscope-tokens')
export class TokensApp extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      :host,
      vscode-tabs {
        height: 100vh;
      }
      vscode-tabs {
        display: flex;
        flex-direction: column;
      }
      vscode-tab-panel {
        display: flex;
        flex: 1;
        flex-direction: column;
        min-height: 0;
      }
    `,
  ];

  @state() private tokens: TokensState | null = null;
  readonly #host = new Host();

  override connectedCallback(): void {
    super.connectedCallback();
    const host = this.#host;
    host.on(tokensState, (tokens) => (this.tokens = tokens));
    this.addEventListener(ActionRequest.type, (event) => {
      if (event instanceof ActionRequest) host.runAction(event.action);
    });
    this.addEventListener(CancelRequest.type, () => host.cancel());
    host.start();
  }

  protected override render() {
    if (this.tokens === null) return nothing;
    return html`
      <vscode-tabs panel>
        <vscode-tab-header slot="header">${l10n.t('Tokens')}</vscode-tab-header>
        <vscode-tab-panel panel>
          <tokenscope-tokens-tab .host=${this.#host} .view=${this.tokens}></tokenscope-tokens-tab>
        </vscode-tab-panel>
      </vscode-tabs>
    `;
  }
}
