import '@vscode-elements/elements/dist/vscode-tab-header/index.js';
import '@vscode-elements/elements/dist/vscode-tab-panel/index.js';
import '@vscode-elements/elements/dist/vscode-tabs/index.js';
import type { VscTabsSelectEvent } from '@vscode-elements/elements/dist/vscode-tabs/vscode-tabs.js';
import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { decodeState, type DecodeState } from '../../src/common/protocol/views/decode';
import { encodeState, type EncodeState } from '../../src/common/protocol/views/encode';
import {
  showTab,
  tokensState,
  type TokensState,
  type TokensTab,
} from '../../src/common/protocol/views/tokens';
import { Host } from '../shared/host';
import { baseStyles } from '../shared/styles';
import { ViewMemory } from '../shared/vscodeApi';
import { wireView } from '../shared/wireView';
import './decode/decodeTab';
import './encode/encodeTab';
import './list/tokensTab';

/** In the order of the page. */
const tabs: readonly TokensTab[] = ['tokens', 'encode', 'decode'];

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
        --vscode-panelTitle-activeForeground: var(--vscode-foreground);
        display: flex;
        flex-direction: column;
      }
      vscode-tab-panel {
        display: flex;
        flex: 1;
        flex-direction: column;
        min-height: 0;
      }
      vscode-tab-panel[hidden] {
        display: none;
      }
    `,
  ];

  @state() private tokens: TokensState | null = null;
  @state() private encode: EncodeState | null = null;
  @state() private decode: DecodeState | null = null;
  @state() private tab: number;
  readonly #host = new Host();

  readonly #memory = new ViewMemory<{ tab: number }>();

  constructor() {
    super();
    this.tab = this.#memory.get('tab') ?? 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const host = this.#host;
    host.on(tokensState, (tokens) => (this.tokens = tokens));
    host.on(encodeState, (encode) => (this.encode = encode));
    host.on(decodeState, (decode) => (this.decode = decode));
    host.on(showTab, ({ tab }) => {
      this.tab = tabs.indexOf(tab);
      this.#memory.set('tab', this.tab);
    });
    wireView(this, host, () =>
      [this.tokens, this.encode, this.decode].some((each) => each?.status === 'running'),
    );
    host.start();
  }

  protected override render() {
    if (this.tokens === null) return nothing;
    return html`
      <main>
        <vscode-tabs .selectedIndex=${this.tab} @vsc-tabs-select=${this.#onTab}>
          <vscode-tab-header slot="header">${l10n.t('Tokens')}</vscode-tab-header>
          <vscode-tab-panel>
            <tokenscope-tokens-tab .host=${this.#host} .view=${this.tokens}></tokenscope-tokens-tab>
          </vscode-tab-panel>
          <vscode-tab-header slot="header">${l10n.t('Encode')}</vscode-tab-header>
          <vscode-tab-panel>
            ${
              this.encode === null
                ? nothing
                : html`<tokenscope-encode-tab
                    .host=${this.#host}
                    .view=${this.encode}
                  ></tokenscope-encode-tab>`
            }
          </vscode-tab-panel>
          <vscode-tab-header slot="header">${l10n.t('Decode')}</vscode-tab-header>
          <vscode-tab-panel>
            ${
              this.decode === null
                ? nothing
                : html`<tokenscope-decode-tab
                    .host=${this.#host}
                    .view=${this.decode}
                  ></tokenscope-decode-tab>`
            }
          </vscode-tab-panel>
        </vscode-tabs>
      </main>
    `;
  }

  readonly #onTab = (event: VscTabsSelectEvent) => {
    this.tab = event.detail.selectedIndex;
    this.#memory.set('tab', this.tab);
  };
}
