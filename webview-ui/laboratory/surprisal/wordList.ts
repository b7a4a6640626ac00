import '@vscode-elements/elements/dist/vscode-button/index.js';
import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CausalWord } from '../../../src/common/measures/causalWords';
import type { SurprisalView } from '../../../src/common/protocol/views/laboratory/surprisal';
import { FieldChange } from '../../shared/draftField';
import { formatRank } from '../../shared/format';
import '../../shared/selectField';
import { baseStyles } from '../../shared/styles';
import { resultTableStyles } from '../resultTable.styles';

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
  static override readonly styles = [
    baseStyles,
    resultTableStyles,
    css`
      :host {
        container-type: inline-size;
      }
      table {
        width: 100%;
      }
      td:first-child {
        overflow-wrap: anywhere;
      }
      .order {
        display: inline-block;
        --tokenscope-select-width: 160px;
        margin-bottom: 4px;
      }
      .number:last-child {
        padding-right: 4px;
      }
      vscode-button {
        margin-top: 6px;
      }
      @container (max-width: 359px) {
        th {
          white-space: normal;
        }
        .wide {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) result: SurprisalView | null = null;
  @state() private order: 'text' | 'bits' = 'text';
  @state() private shown = pageSize;

  protected override render() {
    const { result } = this;
    if (result === null) return nothing;
    const words = result.words.map((word, index) => ({ word, index }));
    if (this.order === 'bits') {
      words.sort((a, b) => (b.word.bitsBow ?? -1) - (a.word.bitsBow ?? -1));
    }
    return html`
      <tokenscope-select-field
        class="order"
        label=${l10n.t('Words')}
        .value=${this.order}
        .options=${[
          { value: 'text', label: l10n.t('In their order') },
          { value: 'bits', label: l10n.t('Most surprising first') },
        ]}
        @tokenscope-field-change=${this.#onOrder}
      ></tokenscope-select-field>
      <table>
        <thead>
          <tr>
            <th>${l10n.t('Word')}</th>
            <th class="number" title=${l10n.t('Sum over the tokens of the word, in bits')}>
              ${l10n.t('Surprisal')}
            </th>
            <th
              class="number"
              title=${l10n.t(
                'With the probability of the word’s end counted to the word itself (Oh & Schuler 2024; Pimentel & Meister 2024), in bits',
              )}
            >
              ${l10n.t('Surprisal, bow')}
            </th>
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

  readonly #onOrder = (event: Event) => {
    event.stopPropagation();
    if (event instanceof FieldChange) {
      this.order = event.value === 'bits' ? 'bits' : 'text';
      this.shown = pageSize;
    }
  };
}

function formatBits(bits: number | null): string {
  return bits === null ? '–' : bits.toFixed(2).replace(/^-/, '\u2212');
}
