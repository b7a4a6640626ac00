import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import {
  changeEncodeForm,
  copyEncoding,
  startEncode,
  type EncodeFormat,
  type EncodeState,
} from '../../../src/common/protocol/views/encode';
import { announcement } from '../../shared/announcement';
import { counted } from '../../shared/counted';
import '../../shared/errorBanner';
import type { Host } from '../../shared/host';
import '../../shared/noticeList';
import { baseStyles } from '../../shared/styles';
import '../../shared/viewHeader';
import '../../shared/welcome';
import './encodeForm';
import { EncodeFormChange } from './encodeForm';
import './encodeRows';

/** The encode workbench: what a model gets for the selected texts, and the code that makes it. */
@customElement('tokenscope-encode-tab')
export class EncodeTab extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      :host {
        flex: 1;
        min-height: 0;
        overflow: auto;
      }
      .copies {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        padding: 0 var(--tokenscope-gutter) 8px;
      }
      .told {
        padding: 0 var(--tokenscope-gutter) 8px;
      }
    `,
  ];

  @property({ attribute: false }) host!: Host;
  @property({ attribute: false }) view!: EncodeState;

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener(EncodeFormChange.type, (event) => {
      if (event instanceof EncodeFormChange) this.host.tell(changeEncodeForm, event.form);
    });
  }

  protected override render() {
    const { view } = this;
    const running = view.status === 'running';
    const source =
      view.source === null ? null : [view.source, view.tokenizer].filter(Boolean).join(' · ');
    return html`
      ${announcement(
        view.status === 'done'
          ? `${counted(view.rowCount, 'row')}, ${counted(view.tokenCount, 'token')}`
          : '',
      )}
      ${
        view.source === null && !running
          ? this.#welcome()
          : html`<tokenscope-view-header
              .source=${source}
              .progress=${l10n.t('Encoding…')}
              .running=${running}
            >
              <vscode-toolbar-button
                icon="refresh"
                label=${l10n.t('Encode Selection')}
                title=${l10n.t('Encode what is selected now')}
                @click=${() => this.host.tell(startEncode)}
              ></vscode-toolbar-button>
            </tokenscope-view-header>`
      }
      <tokenscope-encode-form .form=${view.form} .wrong=${view.errorField}></tokenscope-encode-form>
      <div class="told" ?hidden=${view.error === null && view.notices.length === 0}>
        <tokenscope-error-banner .error=${view.error} ?hidden=${view.error === null}>
        </tokenscope-error-banner>
        <tokenscope-notice-list
          .notices=${view.notices}
          ?hidden=${view.notices.length === 0}
        ></tokenscope-notice-list>
      </div>
      ${
        view.rows.length === 0
          ? nothing
          : html`
              <div class="copies" role="group" aria-label=${l10n.t('Copy')}>
                ${this.#copy('dictionary', 'JSON', l10n.t('Copy the tensors as nested lists'))}
                ${this.#copy('torch', 'PyTorch', l10n.t('Copy the tensors as PyTorch code'))}
                ${this.#copy('python', 'Python', l10n.t('Copy a Python program that makes them'))}
                ${this.#copy(
                  'javascript',
                  'JavaScript',
                  l10n.t('Copy a JavaScript program that makes them'),
                )}
              </div>
              <tokenscope-encode-rows
                .rows=${view.rows}
                .inputNames=${view.inputNames}
              ></tokenscope-encode-rows>
            `
      }
    `;
  }

  #welcome(): TemplateResult {
    const choices = [
      {
        text: l10n.t(
          'Select one text, or several with Alt-click, and see what a model gets for them: ids, token types, attention mask, with padding and truncation.',
        ),
        label: l10n.t('Encode Selection'),
        icon: 'symbol-array',
        run: () => this.host.tell(startEncode),
      },
    ];
    return html`<tokenscope-welcome .choices=${choices}></tokenscope-welcome>`;
  }

  #copy(format: EncodeFormat, label: string, title: string): TemplateResult {
    return html`<vscode-button
      secondary
      icon="copy"
      title=${title}
      @click=${() => this.host.tell(copyEncoding, { format })}
      >${label}</vscode-button
    >`;
  }
}
