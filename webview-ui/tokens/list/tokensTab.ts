import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import {
  chooseTokenizer,
  copyShownIds,
  exportShownTokens,
  hoverSpan,
  pickSpan,
  setSpecialTokens,
  tokensChunk,
  tokensCursor,
  type TokensState,
} from '../../../src/common/protocol/views/tokens';
import { announcement } from '../../shared/announcement';
import { counted } from '../../shared/counted';
import '../../shared/errorBanner';
import { groupedDigits } from '../../../src/common/text/groupedDigits';
import type { Host } from '../../shared/host';
import { baseStyles } from '../../shared/styles';
import '../../shared/viewHeader';
import { ViewMemory } from '../../shared/vscodeApi';
import './chipList';
import type { ChipList } from './chipList';
import './countsBar';
import { SpanHovered, SpanPicked } from './events';
import './tokenTable';
import type { TokenTable } from './tokenTable';
import { TokenStore } from './tokenStore';
import { tokensTabStyles } from './tokensTab.styles';

/** The selection's tokens as chips or as a table, with counts; linked with the editor both ways. */
@customElement('tokenscope-tokens-tab')
export class TokensTab extends LitElement {
  static override readonly styles = [baseStyles, tokensTabStyles];

  @property({ attribute: false }) host!: Host;
  @property({ attribute: false }) view!: TokensState;
  @state() private store: TokenStore | null = null;
  @state() private count = 0;
  @state() private cursor = -1;
  @state() private table = false;
  @state() private ids = true;
  @query('tokenscope-chip-list, tokenscope-token-table')
  private readonly list!: ChipList | TokenTable | null;
  readonly #memory = new ViewMemory<{ table: boolean; ids: boolean }>();
  #cursorOffset: number | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.table = this.#memory.get('table') ?? false;
    this.ids = this.#memory.get('ids') ?? true;
    this.host.on(tokensChunk, ({ run, chunk }) => {
      // The tokens of the run before stay until the first of the new one are there.
      if (this.store?.run !== run) this.store = new TokenStore(run);
      this.store.add(chunk);
      this.count = this.store.tokenCount;
      this.#placeCursor();
    });
    this.host.on(tokensCursor, ({ offset, reveal }) => {
      this.#cursorOffset = offset;
      this.#placeCursor();
      void this.#showCursor(reveal);
    });
    this.addEventListener(SpanHovered.type, (event) => {
      if (event instanceof SpanHovered) this.host.tell(hoverSpan, { span: event.span });
    });
    this.addEventListener(SpanPicked.type, (event) => {
      if (event instanceof SpanPicked) this.host.tell(pickSpan, { span: event.span });
    });
  }

  protected override willUpdate(): void {
    const { status, run } = this.view;
    if (status === 'empty' || (status === 'done' && this.store?.run !== run)) {
      this.store = null;
      this.count = 0;
    }
  }

  protected override render() {
    const { view } = this;
    const running = view.status === 'running';
    return html`
      ${announcement(this.#spoken())}
      <tokenscope-view-header
        .source=${view.source}
        .progress=${l10n.t('Reading tokens…')}
        .running=${running}
      >
        ${this.#buttons()}
      </tokenscope-view-header>
      <div class="tools">
        <button
          class="tokenizer"
          title=${l10n.t('Choose the tokenizer')}
          @click=${() => this.host.tell(chooseTokenizer)}
        >
          ${view.tokenizer}${view.method === '' ? nothing : ` · ${view.method}`}
        </button>
        <vscode-checkbox
          label=${l10n.t('Special tokens')}
          title=${l10n.t('Add the tokens that frame a text for the model, such as [CLS] and [SEP]')}
          ?checked=${view.addSpecialTokens}
          @change=${this.#onSpecial}
        ></vscode-checkbox>
      </div>
      <tokenscope-error-banner .error=${view.error} ?hidden=${view.error === null}>
      </tokenscope-error-banner>
      ${view.status === 'empty' ? this.#welcome() : this.#tokens()}
    `;
  }

  #buttons(): TemplateResult {
    return html`
      <vscode-toolbar-button
        icon="symbol-numeric"
        label=${l10n.t('Ids')}
        title=${l10n.t('Show ids beside the tokens')}
        toggleable
        ?checked=${this.ids}
        ?hidden=${this.table}
        @change=${() => this.#look({ ids: !this.ids })}
      ></vscode-toolbar-button>
      <vscode-toolbar-button
        icon="table"
        label=${l10n.t('Table')}
        title=${l10n.t('Show a table instead of chips')}
        toggleable
        ?checked=${this.table}
        @change=${() => this.#look({ table: !this.table })}
      ></vscode-toolbar-button>
      <vscode-toolbar-button
        icon="copy"
        label=${l10n.t('Copy Ids')}
        title=${l10n.t('Copy the ids as JSON, numbers or a Python list')}
        @click=${() => this.host.tell(copyShownIds, { ids: this.store?.ids() ?? [] })}
      ></vscode-toolbar-button>
      <vscode-toolbar-button
        icon="export"
        label=${l10n.t('Export')}
        title=${l10n.t('Export as CSV or JSON')}
        @click=${() => this.host.tell(exportShownTokens)}
      ></vscode-toolbar-button>
    `;
  }

  #welcome(): TemplateResult {
    return html`<p class="note dim">
      ${l10n.t('Open a text document, or select some text in it, to see its tokens here.')}
    </p>`;
  }

  #tokens(): TemplateResult {
    const { counts, status } = this.view;
    const all = counts?.tokens ?? 0;
    const list = this.table
      ? html`<tokenscope-token-table
          class=${status === 'running' ? 'stale' : ''}
          .store=${this.store}
          .count=${this.count}
          .complete=${status !== 'running'}
          .cursor=${this.cursor}
        ></tokenscope-token-table>`
      : html`<tokenscope-chip-list
          class=${status === 'running' ? 'stale' : ''}
          .store=${this.store}
          .count=${this.count}
          .cursor=${this.cursor}
          .ids=${this.ids}
          ?projector=${this.view.projector}
        ></tokenscope-chip-list>`;
    return html`
      <tokenscope-counts-bar
        .counts=${counts}
        .contextLength=${this.view.contextLength}
      ></tokenscope-counts-bar>
      ${
        status === 'done' && all > this.count
          ? html`<div class="note dim">
              ${l10n.t(
                'The first {0} of {1} tokens are shown; an export has all.',
                groupedDigits(this.count),
                groupedDigits(all),
              )}
            </div>`
          : nothing
      }
      ${list}
    `;
  }

  #spoken(): string {
    const { status, counts, tokenizer } = this.view;
    return status === 'done' && counts ? `${counted(counts.tokens, 'token')}, ${tokenizer}` : '';
  }

  #look(change: { readonly table?: boolean; readonly ids?: boolean }): void {
    this.table = change.table ?? this.table;
    this.ids = change.ids ?? this.ids;
    this.#memory.set('table', this.table);
    this.#memory.set('ids', this.ids);
  }

  #placeCursor(): void {
    this.cursor =
      this.#cursorOffset === null ? -1 : (this.store?.segmentAt(this.#cursorOffset) ?? -1);
  }

  /** Follows the editor's cursor, but moves no list under the user's own pointer or focus. */
  async #showCursor(reveal: boolean): Promise<void> {
    if (this.cursor < 0 || (!reveal && this.#inUse())) return;
    await this.updateComplete;
    void this.list?.reveal(this.cursor);
  }

  /** `:focus-within` alone stays true when the focus has left the page for the editor. */
  #inUse(): boolean {
    const { list } = this;
    return (
      list !== null &&
      (list.matches(':hover') || (document.hasFocus() && list.matches(':focus-within')))
    );
  }

  readonly #onSpecial = (event: Event) => {
    const on = (event.target as HTMLInputElement).checked;
    this.host.tell(setSpecialTokens, { on });
  };
}
