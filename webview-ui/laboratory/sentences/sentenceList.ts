import '@vscode-elements/elements/dist/vscode-icon/index.js';
import * as l10n from '@vscode/l10n';
import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { hoverLab } from '../../../src/common/protocol/views/laboratory/laboratory';
import { partOf, type SentenceView } from '../../../src/common/protocol/views/laboratory/sentences';
import { formatLogProb } from '../../shared/format';
import type { Host } from '../../shared/host';
import { baseStyles } from '../../shared/styles';
import { resultTableStyles } from '../resultTable.styles';
import type { PartHover } from './events';
import { formatPerplexity } from './formatPerplexity';
import { sentenceRowsStyles } from './sentenceRows.styles';
import './wordChips';

/** A row for each sentence, which opens on its words. */
@customElement('tokenscope-sentence-list')
export class SentenceList extends LitElement {
  static override readonly styles = [baseStyles, resultTableStyles, sentenceRowsStyles];

  /** Null where the editor does not show these sentences. */
  @property({ attribute: false }) host: Host | null = null;
  /** Sentences are open from the start when there are no more than this. */
  @property({ attribute: false }) openAtFirst = 0;
  @property({ attribute: false }) sentences: readonly SentenceView[] = [];
  /** Whether the user opened or closed a row, by its text: results come and go. */
  @state() private toggled: ReadonlyMap<string, boolean> = new Map();

  protected override render() {
    return html`<table>
      <thead>
        <tr>
          <th class="text">${l10n.t('Sentence')}</th>
          <th class="number" title=${l10n.t('Pseudo-log-likelihood, in nats')}>${l10n.t('PLL')}</th>
          <th class="number medium">${l10n.t('Tokens')}</th>
          <th class="number wide" title=${l10n.t('PLL divided by the tokens, in nats')}>
            ${l10n.t('PLL per token')}
          </th>
          <th class="number" title=${l10n.t('Pseudo-perplexity: exp(−PLL / tokens)')}>
            ${l10n.t('Pseudo-ppl.')}
          </th>
        </tr>
      </thead>
      <tbody>
        ${this.sentences.map((sentence, index) => this.#row(sentence, index))}
      </tbody>
    </table>`;
  }

  #row(sentence: SentenceView, index: number): TemplateResult {
    const { text, pll, tokens, pseudoPerplexity } = sentence;
    const open = this.toggled.get(text) ?? this.sentences.length <= this.openAtFirst;
    const label = open ? l10n.t('Hide the words') : l10n.t('Show the words');
    return html`
      <tr
        @pointerenter=${() => this.#hover(partOf(this.sentences, index, null))}
        @pointerleave=${() => this.#hover(null)}
      >
        <td class="text">
          <div class="line">
            <button
              aria-expanded=${open}
              aria-label=${`${label}: ${text}`}
              title=${label}
              @click=${() => (this.toggled = new Map([...this.toggled, [text, !open]]))}
            >
              <vscode-icon name=${open ? 'chevron-down' : 'chevron-right'}></vscode-icon>
            </button>
            ${
              open
                ? html`<tokenscope-word-chips
                    .sentence=${sentence}
                    @tokenscope-part-hover=${(event: PartHover) =>
                      this.#hover(partOf(this.sentences, index, event.word))}
                  ></tokenscope-word-chips>`
                : html`<span>${text}</span>`
            }
          </div>
        </td>
        <td class="number">${formatLogProb(pll)}</td>
        <td class="number medium">${tokens.length}</td>
        <td class="number wide">
          ${formatLogProb(tokens.length === 0 ? null : pll / tokens.length)}
        </td>
        <td class="number">${formatPerplexity(pseudoPerplexity)}</td>
      </tr>
    `;
  }

  #hover(part: number | null): void {
    this.host?.tell(hoverLab, { tool: 'sentences', part });
  }
}
