import '@vscode-elements/elements/dist/vscode-button/index.js';
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  viewWords,
  type WordOrder,
  type WordRow,
} from '../../../src/common/protocol/views/laboratory/surprisal';
import { formatBits, formatRank } from '../../shared/format';
import type { Host } from '../../shared/host';
import { baseStyles } from '../../shared/styles';
import { resultTableStyles } from '../resultTable.styles';
import { wordListStyles } from './wordList.styles';

/** A word came under the pointer; null when it left. */
export class WordHover extends Event {
  static readonly type = 'tokenscope-word-hover';

  constructor(readonly word: number | null) {
    super(WordHover.type);
  }
}

/** Words that are shown at a time. */
const pageSize = 200;

/** The words with both surprisals, in the order of the text or the most surprising first. */
@customElement('tokenscope-word-list')
export class WordList extends LitElement {
  static override readonly styles = [baseStyles, resultTableStyles, wordListStyles];

  @property({ attribute: false }) host: Host | null = null;
  /** The run that the words are of. */
  @property({ type: Number }) run: number | null = null;
  /** How many there are. */
  @property({ type: Number }) total = 0;
  @state() private order: WordOrder = 'text';
  @state() private shown = pageSize;
  @state() private words: readonly WordRow[] = [];
  /** What was asked for last. */
  #asked = '';

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('run')) this.shown = pageSize;
    const asked = `${this.run} ${this.order} ${this.shown}`;
    if (asked !== this.#asked) {
      this.#asked = asked;
      void this.#ask();
    }
  }

  protected override render() {
    const { words, total } = this;
    return html`
      <table>
        <thead>
          <tr>
            ${this.#header('text', l10n.t('Word'), l10n.t('In the order of the text'))}
            ${this.#header(
              'bits',
              l10n.t('Surprisal'),
              l10n.t('Sum over the tokens of the word, in bits; the highest first'),
            )}
            ${this.#header(
              'bitsBow',
              l10n.t('Surprisal, bow'),
              l10n.t(
                'With the probability of the word’s end counted to the word itself, in bits (Oh & Schuler 2024; Pimentel & Meister 2024); the highest first',
              ),
            )}
            <th class="number wide" title=${l10n.t('Before the first token of the word, in bits')}>
              ${l10n.t('Entropy, first')}
            </th>
            <th class="number" title=${l10n.t('Of the first token of the word')}>
              ${l10n.t('Rank, first')}
            </th>
            <th class="number wide">${l10n.t('Tokens')}</th>
          </tr>
        </thead>
        <tbody>
          ${words.map((word) => this.#row(word))}
        </tbody>
      </table>
      ${
        total > words.length && words.length > 0
          ? html`<vscode-button secondary @click=${() => (this.shown += pageSize)}>
              ${l10n.t('Show more of {0} words', total)}
            </vscode-button>`
          : nothing
      }
    `;
  }

  /** Asks for the words that are to be shown; a late answer to an earlier question is let go. */
  async #ask(): Promise<void> {
    const asked = this.#asked;
    const { host, run, order, shown } = this;
    const words =
      host === null || run === null
        ? []
        : await host.request(viewWords, { run, order, count: shown }).catch(() => []);
    if (asked === this.#asked) this.words = words;
  }

  #header(order: WordOrder, label: string, title: string): TemplateResult {
    const chosen = order === this.order;
    const direction = order === 'text' ? 'ascending' : 'descending';
    return html`<th
      class=${order === 'text' ? '' : 'number'}
      aria-sort=${chosen ? direction : 'none'}
    >
      <button title=${title} @click=${() => (this.order = order)}>
        ${label}${chosen && order !== 'text' ? html`<span aria-hidden="true"> ↓</span>` : nothing}
      </button>
    </th>`;
  }

  #row({ index, text, bits, bitsBow, entropy, rank, tokens }: WordRow): TemplateResult {
    return html`<tr
      @pointerenter=${() => this.dispatchEvent(new WordHover(index))}
      @pointerleave=${() => this.dispatchEvent(new WordHover(null))}
    >
      <td>${text}</td>
      <td class="number">${formatBits(bits)}</td>
      <td class="number">${formatBits(bitsBow)}</td>
      <td class="number wide">${formatBits(entropy)}</td>
      <td class="number">${formatRank(rank)}</td>
      <td class="number wide">${tokens}</td>
    </tr>`;
  }
}
