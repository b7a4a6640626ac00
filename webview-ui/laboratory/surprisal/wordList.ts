import '@vscode-elements/elements/dist/vscode-button/index.js';
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CausalWord } from '../../../src/common/measures/causalWords';
import type { SurprisalView } from '../../../src/common/protocol/views/laboratory/surprisal';
import { formatRank } from '../../shared/format';
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

type Order = 'text' | 'bits' | 'bitsBow';

/** The words with both surprisals, in the order of the text or the most surprising first. */
@customElement('tokenscope-word-list')
export class WordList extends LitElement {
  static override readonly styles = [baseStyles, resultTableStyles, wordListStyles];

  @property({ attribute: false }) result: SurprisalView | null = null;
  @state() private order: Order = 'text';
  @state() private shown = pageSize;

  protected override render() {
    const { result } = this;
    if (result === null) return nothing;
    const words = sorted(result.words, this.order);
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
          ${words.slice(0, this.shown).map(({ word, index }) => this.#row(result, word, index))}
        </tbody>
      </table>
      ${
        words.length > this.shown
          ? html`<vscode-button secondary @click=${() => (this.shown += pageSize)}>
              ${l10n.t('Show more of {0} words', words.length)}
            </vscode-button>`
          : nothing
      }
    `;
  }

  #header(order: Order, label: string, title: string): TemplateResult {
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

  #row({ text, tokens }: SurprisalView, word: CausalWord, index: number): TemplateResult {
    const { start, end, firstToken, endToken, bits, bitsBow } = word;
    const { entropy = null, rank = null } = tokens[firstToken] ?? {};
    return html`<tr
      @pointerenter=${() => this.dispatchEvent(new WordHover(index))}
      @pointerleave=${() => this.dispatchEvent(new WordHover(null))}
    >
      <td>${text.slice(start, end)}</td>
      <td class="number">${formatBits(bits)}</td>
      <td class="number">${formatBits(bitsBow)}</td>
      <td class="number wide">${formatBits(entropy)}</td>
      <td class="number">${formatRank(rank)}</td>
      <td class="number wide">${endToken - firstToken}</td>
    </tr>`;
  }
}

/** The words with their places in the text; those without a value last. */
function sorted(words: readonly CausalWord[], order: Order): { word: CausalWord; index: number }[] {
  const placed = words.map((word, index) => ({ word, index }));
  const value = ({ word }: { word: CausalWord }): number =>
    (order === 'text' ? null : word[order]) ?? -Infinity;
  return order === 'text' ? placed : placed.sort((a, b) => compare(value(b), value(a)));
}

/** Of equal infinities the difference is not a number. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

function formatBits(bits: number | null): string {
  return bits === null ? '–' : bits.toFixed(2).replace(/^-/, '\u2212');
}
