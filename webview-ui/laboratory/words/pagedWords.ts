import '@vscode-elements/elements/dist/vscode-button/index.js';
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { RequestType } from 'vscode-jsonrpc';
import type { WordPage } from '../../../src/common/protocol/views/laboratory/surprisal';
import type { Host } from '../../shared/host';
import { baseStyles } from '../../shared/styles';
import { resultTableStyles } from '../resultTable.styles';
import { pagedWordsStyles } from './pagedWords.styles';
import { WordHover } from './wordHover';

/** Words that are shown at a time. */
const pageSize = 200;

/**
 * A table of a run's words, which the host is asked for a page at a time, in the order of the text or in
 * one of those that the headers offer.
 */
export abstract class PagedWords<
  Order extends string,
  Row extends { readonly index: number },
> extends LitElement {
  static override readonly styles = [baseStyles, resultTableStyles, pagedWordsStyles];

  @property({ attribute: false }) host: Host | null = null;
  /** The run that the words are of. */
  @property({ type: Number }) run: number | null = null;
  /** How many there are. */
  @property({ type: Number }) total = 0;
  @state() private order: Order | 'text' = 'text';
  @state() private shown = pageSize;
  @state() private words: readonly Row[] = [];
  /** What was asked for last. */
  #asked = '';

  /** Asks the host for words from the first of an order on. */
  protected abstract readonly request: RequestType<
    WordPage<Order | 'text'>,
    readonly Row[],
    unknown
  >;

  /** The cells of the header. */
  protected abstract headers(): TemplateResult;

  /** The cells of a word. */
  protected abstract cells(word: Row): TemplateResult;

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
            ${this.headers()}
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

  /** A header that sorts by its column. */
  protected sorting(order: Order | 'text', label: string, title: string): TemplateResult {
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

  #row(word: Row): TemplateResult {
    return html`<tr
      @pointerenter=${() => this.dispatchEvent(new WordHover(word.index))}
      @pointerleave=${() => this.dispatchEvent(new WordHover(null))}
    >
      ${this.cells(word)}
    </tr>`;
  }

  /** Asks for the words that are to be shown; a late answer to an earlier question is let go. */
  async #ask(): Promise<void> {
    const asked = this.#asked;
    const { host, run, order, shown } = this;
    const words =
      host === null || run === null
        ? []
        : await host.request(this.request, { run, order, count: shown }).catch(() => []);
    if (asked === this.#asked) this.words = words;
  }
}
