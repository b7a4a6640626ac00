import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import {
  copyDecoded,
  decodeIds,
  type DecodeState,
} from '../../../src/common/protocol/views/decode';
import { parseIdList, type IdList } from '../../../src/common/tokens/idList';
import { announcement } from '../../shared/announcement';
import { counted } from '../../shared/counted';
import '../../shared/errorBanner';
import type { Host } from '../../shared/host';
import '../../shared/noticeList';
import { baseStyles } from '../../shared/styles';
import { tokenColors } from '../../shared/tokenColors';
import { visibleText } from '../list/visibleText';
import { badIdNotes } from './badIdNotes';
import { decodeTabStyles } from './decodeTab.styles';

/** Time after the last key until what is in the field is decoded. */
const settleMilliseconds = 200;

/** Ids to text: what was pasted is read in any usual form, and whatever is no id is named. */
@customElement('tokenscope-decode-tab')
export class DecodeTab extends LitElement {
  static override readonly styles = [baseStyles, tokenColors, decodeTabStyles];

  @property({ attribute: false }) host!: Host;
  @property({ attribute: false }) view!: DecodeState;
  /** The ids that were read last, and out of what. */
  @state() private read = readIds('');
  @query('textarea') private readonly field!: HTMLTextAreaElement | null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  protected override render() {
    const { view } = this;
    // Of another list than the one that was read last, the places would name other ids.
    const unknown = view.status === 'done' && view.pasted === this.read.pasted ? view.bad : [];
    const notes = badIdNotes(this.read.pasted, this.read.list, unknown);
    return html`
      ${announcement(view.status === 'done' ? l10n.t('{0} decoded', counted(view.idCount, 'id')) : '')}
      <div class="input">
        <label for="ids">${l10n.t('Token ids')}</label>
        <textarea
          id="ids"
          rows="4"
          spellcheck="false"
          placeholder="[15496, 995]   101 7592 102   tensor([[ … ]])"
          aria-invalid=${notes.length > 0}
          @input=${this.#onInput}
        ></textarea>
        <vscode-checkbox
          .label=${l10n.t('Skip special tokens')}
          ?checked=${view.skipSpecialTokens}
          @change=${(event: Event) => this.#decode((event.target as HTMLInputElement).checked)}
        ></vscode-checkbox>
        <tokenscope-error-banner .error=${view.error} ?hidden=${view.error === null}>
        </tokenscope-error-banner>
        <tokenscope-notice-list
          .notices=${[...notes, ...view.notices]}
          ?hidden=${notes.length + view.notices.length === 0}
        ></tokenscope-notice-list>
      </div>
      ${view.rows.length === 0 ? nothing : this.#result()}
    `;
  }

  #result(): TemplateResult {
    const { text, rows, tokenizer } = this.view;
    return html`
      <div class="title">
        <h3>${l10n.t('Text')} <span class="dim">${tokenizer}</span></h3>
        <vscode-toolbar-button
          icon="copy"
          label=${l10n.t('Copy')}
          title=${l10n.t('Copy the text')}
          @click=${() => this.host.tell(copyDecoded)}
        ></vscode-toolbar-button>
      </div>
      <pre tabindex="0" aria-label=${l10n.t('Text')}>${text}</pre>
      <h3 class="title">${l10n.t('Tokens')}</h3>
      <ol>
        ${rows.map(
          ({ id, token, special, piece }, index) =>
            html`<li
              class=${token === null ? 'unknown' : special ? 'special' : index % 2 ? 'odd' : 'even'}
              title=${token === null ? l10n.t('Not in the vocabulary') : (piece ?? '')}
            >
              ${token === null ? '?' : visibleText(token)}<span class="id">${id}</span>
            </li>`,
        )}
      </ol>
    `;
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    const before = changed.get('view') as DecodeState | undefined;
    if (!changed.has('view') || this.field === null) return;
    const { status, pasted } = this.view;
    const forgotten = status === 'empty' && pasted === '' && before?.pasted !== '';
    // Only the field is newer than the state while the user types.
    if (before === undefined || forgotten) {
      this.field.value = pasted;
      this.read = readIds(pasted);
    }
  }

  readonly #onInput = () => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#decode(this.view.skipSpecialTokens), settleMilliseconds);
  };

  #decode(skipSpecialTokens: boolean): void {
    this.read = readIds(this.field?.value ?? '');
    const { list, pasted } = this.read;
    this.host.tell(decodeIds, { ids: list.ids.map(({ id }) => id), skipSpecialTokens, pasted });
  }
}

function readIds(pasted: string): { readonly pasted: string; readonly list: IdList } {
  return { pasted, list: parseIdList(pasted) };
}
