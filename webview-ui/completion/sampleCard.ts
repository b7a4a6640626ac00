import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { meanLogProb } from '../../src/common/completion/branches';
import type { SampleState } from '../../src/common/protocol/views/completionBranches';
import { formatLogProb } from '../shared/format';
import { baseStyles } from '../shared/styles';
import { BranchSelected, CompletionRequest, type CompletionAction } from './events';
import './tokenText';

/** One of several texts, with what can be done with it. */
@customElement('tokenscope-sample-card')
export class SampleCard extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        border: 1px solid var(--tokenscope-line);
        border-radius: 4px;
      }
      :host([shown]) {
        border-color: var(--vscode-focusBorder);
        box-shadow: inset 2px 0 0 var(--vscode-focusBorder);
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 8px;
        padding: 2px 4px 0 8px;
        font-size: 11px;
      }
      .choose {
        flex: none;
        padding: 2px 6px;
        border: none;
        border-radius: 3px;
        background: none;
        color: inherit;
        font: inherit;
        font-weight: 600;
        cursor: pointer;
      }
      .choose:hover {
        background: var(--vscode-list-hoverBackground);
      }
      .facts {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .text {
        flex: 1;
        margin: 0;
        padding: 2px 10px 6px;
        line-height: 1.55;
        overflow-wrap: anywhere;
        unicode-bidi: plaintext;
      }
      .actions {
        display: flex;
        justify-content: flex-end;
        padding: 0 4px 2px;
      }
    `,
  ];

  @property({ attribute: false }) sample: SampleState | null = null;
  @property({ type: Number }) number = 1;
  /** Place of its first token behind the prompt. */
  @property({ type: Number }) from = 0;
  @property({ type: Boolean, reflect: true }) shown = false;
  @property({ type: Boolean }) running = false;
  @property({ type: Boolean }) shaded = true;
  @property({ attribute: false }) chosen: readonly number[] = [];
  @property({ attribute: false }) open: number | null = null;

  protected override render() {
    const { sample } = this;
    if (sample === null) return nothing;
    const { branch, tokens, text } = sample;
    const name = l10n.t('Sample {0}', this.number);
    return html`
      <div class="head">
        <button
          class="choose"
          aria-pressed=${this.shown}
          title=${l10n.t('Insert, extend and export work with the sample that is chosen')}
          @click=${() => this.dispatchEvent(new BranchSelected(branch))}
        >
          ${name}
        </button>
        <span class="facts dim" title=${this.#facts(sample)}>${this.#facts(sample)}</span>
      </div>
      <p class="text">
        <tokenscope-token-text
          .tokens=${tokens}
          .text=${text}
          .from=${this.from}
          .branch=${branch}
          .chosen=${this.chosen}
          .shaded=${this.shaded}
          .running=${this.running}
          .open=${this.open}
        ></tokenscope-token-text>
      </p>
      ${
        this.running
          ? nothing
          : html`<div class="actions">
              ${this.#button('insert', 'insert', l10n.t('Insert at Cursor'))}
              ${this.#button('copy', 'copy', l10n.t('Copy'))}
              ${this.#button('extend', 'arrow-down', l10n.t('Extend'))}
              ${
                sample.favourite
                  ? this.#button('star', 'star-full', l10n.t('Remove from Favourites'))
                  : this.#button('star', 'star-empty', l10n.t('Keep as Favourite'))
              }
            </div>`
      }
    `;
  }

  #facts({ tokens, score, seed, stopped }: SampleState): string {
    return [
      ...(score === null ? [] : [l10n.t('score {0}', formatLogProb(score))]),
      ...(tokens.length === 0 ? [] : [l10n.t('ln p̄ {0}', formatLogProb(meanLogProb(tokens)))]),
      ...(seed === null ? [] : [l10n.t('seed {0}', seed)]),
      ...(stopped === null ? [] : [stopped]),
    ].join(' · ');
  }

  #button(action: CompletionAction, icon: string, label: string): TemplateResult {
    const branch = this.sample?.branch ?? null;
    return html`<vscode-toolbar-button
      icon=${icon}
      label=${label}
      title=${label}
      @click=${() => this.dispatchEvent(new CompletionRequest(action, branch))}
    ></vscode-toolbar-button>`;
  }
}
