import * as l10n from '@vscode/l10n';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { hoverLab } from '../../../src/common/protocol/views/laboratory/laboratory';
import {
  partOf,
  type SentencePair,
  type SentencesView,
  type WordDifference,
} from '../../../src/common/protocol/views/laboratory/sentences';
import { formatLogProb } from '../../shared/format';
import type { Host } from '../../shared/host';
import { baseStyles } from '../../shared/styles';
import { resultTableStyles } from '../resultTable.styles';
import { formatDifference } from './formatDifference';
import { sentenceRowsStyles } from './sentenceRows.styles';

/** Pairs side by side: both sums, their difference, and where in the sentences it comes from. */
@customElement('tokenscope-pair-list')
export class PairList extends LitElement {
  static override readonly styles = [
    baseStyles,
    resultTableStyles,
    sentenceRowsStyles,
    css`
      p {
        margin: 0 0 4px;
      }
      ol {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 3px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        justify-items: center;
        align-content: space-between;
        padding: 1px 4px;
        border: 1px solid var(--tokenscope-line);
        border-radius: 3px;
      }
      li.changed {
        border-color: var(--vscode-focusBorder);
      }
      li .second {
        color: var(--tokenscope-dim);
      }
      .bits {
        font-size: 0.85em;
        font-variant-numeric: tabular-nums;
      }
      tbody tr:not(.sentence):hover {
        background: none;
      }
      tr.sentence > td {
        padding-bottom: 0;
        border-bottom: none;
      }
      tr.sentence + tr:not(.sentence) > td {
        padding-bottom: 8px;
      }
    `,
  ];

  @property({ attribute: false }) host: Host | null = null;
  @property({ attribute: false }) result: SentencesView | null = null;

  protected override render() {
    const { result } = this;
    const pairs = result?.pairs ?? [];
    return html`
      ${this.#shares(pairs)}
      <table>
        <thead>
          <tr>
            <th class="text">${l10n.t('Pair')}</th>
            <th class="number">${l10n.t('PLL')}</th>
            <th
              class="number"
              title=${l10n.t('Σ ln p of the tokens that both share, each masked alone')}
            >
              ${l10n.t('Shared tokens')}
            </th>
          </tr>
        </thead>
        <tbody>
          ${result && pairs.map((pair) => this.#pair(result, pair))}
        </tbody>
      </table>
    `;
  }

  #shares(pairs: readonly SentencePair[]): TemplateResult {
    const higher = pairs.filter(({ pairScores: [a, b] }) => a > b).length;
    const pll = pairs.filter(({ difference }) => difference > 0).length;
    return html`<p>
      ${l10n.t(
        'The first scores higher in {0} of {1} pairs by PLL, and in {2} of {1} by the tokens that both share.',
        pll,
        pairs.length,
        higher,
      )}
    </p>`;
  }

  #pair(view: SentencesView, pair: SentencePair): TemplateResult {
    const { difference, pairScores } = pair;
    const sentence = (side: 0 | 1): TemplateResult => {
      const index = side === 0 ? pair.first : pair.second;
      const { text, pll } = view.sentences[index] ?? { text: '', pll: Number.NaN };
      const higher = (own: number, other: number): string => (own > other ? 'higher' : '');
      const other = pll - (side === 0 ? difference : -difference);
      return html`<tr
        class="sentence"
        @pointerenter=${() => this.#hover(partOf(view.sentences, index, null))}
        @pointerleave=${() => this.#hover(null)}
      >
        <td class="text">${text}</td>
        <td class="number ${higher(pll, other)}">${formatLogProb(pll)}</td>
        <td class="number ${higher(pairScores[side], pairScores[side === 0 ? 1 : 0])}">
          ${formatLogProb(pairScores[side])}
        </td>
      </tr>`;
    };
    return html`
      ${sentence(0)} ${sentence(1)}
      <tr>
        <td class="text">
          <ol aria-label=${l10n.t('First minus second, by word')}>
            ${pair.words.map((word) => this.#word(view, pair, word))}
          </ol>
        </td>
        <td class="number" title=${l10n.t('First minus second')}>
          ${formatDifference(difference)}
        </td>
        <td class="number" title=${l10n.t('First minus second')}>
          ${formatDifference(pairScores[0] - pairScores[1])}
        </td>
      </tr>
    `;
  }

  #word(view: SentencesView, pair: SentencePair, word: WordDifference): TemplateResult {
    const textOf = (sentence: number, [from, to]: readonly [number, number]): string => {
      const { text = '', words = [] } = view.sentences[sentence] ?? {};
      return text.slice(words[from]?.start ?? 0, from === to ? 0 : words[to - 1]?.end);
    };
    const first = textOf(pair.first, word.first) || '–';
    const second = textOf(pair.second, word.second) || '–';
    const [from, to] = word.first;
    return html`<li
      class=${word.same ? '' : 'changed'}
      @pointerenter=${() =>
        this.#hover(from === to ? null : partOf(view.sentences, pair.first, from))}
      @pointerleave=${() => this.#hover(null)}
    >
      <span>${first}</span>
      ${word.same ? '' : html`<span class="second">${second}</span>`}
      <span class="bits">${formatDifference(word.difference)}</span>
    </li>`;
  }

  #hover(part: number | null): void {
    this.host?.tell(hoverLab, { tool: 'sentences', part });
  }
}
