import '@vscode-elements/elements/dist/vscode-button/index.js';
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Two } from '../../../src/common/protocol/model/contextShift';
import {
  viewDifferences,
  type DifferenceOrder,
  type DifferenceRow,
} from '../../../src/common/protocol/views/laboratory/readings';
import { formatBits } from '../../shared/format';
import type { Host } from '../../shared/host';
import { baseStyles } from '../../shared/styles';
import { resultTableStyles } from '../resultTable.styles';
import { WordHover } from '../surprisal/wordList';
import { wordListStyles } from '../surprisal/wordList.styles';

/** Rows that are shown at a time. */
const pageSize = 200;

/** The words of two readings with their surprisals and the differences. */
@customElement('tokenscope-difference-list')
export class DifferenceList extends LitElement {
  static override readonly styles = [baseStyles, resultTableStyles, wordListStyles];

  @property({ attribute: false }) host: Host | null = null;
  /** The run that the rows are of. */
  @property({ type: Number }) run: number | null = null;
  /** How many there are. */
  @property({ type: Number }) total = 0;
  @state() private order: DifferenceOrder = 'text';
  @state() private shown = pageSize;
  @state() private rows: readonly DifferenceRow[] = [];
  /** What was asked for last. */
  #asked = '';

  protected override willUpdate(): void {
    const asked = `${this.run} ${this.order} ${this.shown}`;
    if (asked !== this.#asked) {
      this.#asked = asked;
      void this.#ask();
    }
  }

  protected override render() {
    const { rows, total } = this;
    return html`
      <table>
        <thead>
          <tr>
            ${this.#header('text', l10n.t('Word'), l10n.t('In the order of the text'))}
            <th class="number" title=${l10n.t('Sum over the tokens of the word, in bits')}>
              ${l10n.t('Surprisal 1')}
            </th>
            <th class="number" title=${l10n.t('Sum over the tokens of the word, in bits')}>
              ${l10n.t('Surprisal 2')}
            </th>
            ${this.#header(
              'difference',
              l10n.t('Difference'),
              l10n.t('Surprisal 1 minus surprisal 2, in bits; the largest first'),
            )}
            <th
              class="number wide"
              title=${l10n.t(
                'The difference with the probability of the word’s end counted to the word itself, in bits (Oh & Schuler 2024; Pimentel & Meister 2024)',
              )}
            >
              ${l10n.t('Difference, bow')}
            </th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => this.#row(row))}
        </tbody>
      </table>
      ${
        total > rows.length && rows.length > 0
          ? html`<vscode-button secondary @click=${() => (this.shown += pageSize)}>
              ${l10n.t('Show more of {0} words', total)}
            </vscode-button>`
          : nothing
      }
    `;
  }

  /** Asks for the rows that are to be shown; a late answer to an earlier question is let go. */
  async #ask(): Promise<void> {
    const asked = this.#asked;
    const { host, run, order, shown } = this;
    const rows =
      host === null || run === null
        ? []
        : await host.request(viewDifferences, { run, order, count: shown }).catch(() => []);
    if (asked === this.#asked) this.rows = rows;
  }

  #header(order: DifferenceOrder, label: string, title: string): TemplateResult {
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

  #row({ index, text, bits, bitsBow }: DifferenceRow): TemplateResult {
    return html`<tr
      @pointerenter=${() => this.dispatchEvent(new WordHover(index))}
      @pointerleave=${() => this.dispatchEvent(new WordHover(null))}
    >
      <td>${text}</td>
      <td class="number">${formatBits(bits[0])}</td>
      <td class="number">${formatBits(bits[1])}</td>
      <td class="number">${formatBits(differenceOf(bits))}</td>
      <td class="number wide">${formatBits(differenceOf(bitsBow))}</td>
    </tr>`;
  }
}

/** The first minus the second. */
function differenceOf([first, second]: Two<number | null>): number | null {
  return first === null || second === null ? null : first - second;
}
