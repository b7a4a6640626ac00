import '@lit-labs/virtualizer';
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { baseStyles } from '../../shared/styles';
import { tokenColors } from '../../shared/tokenColors';
import { SpanHovered, SpanPicked } from './events';
import { ItemSeeker } from './scrolling';
import { tableColumns, type TableColumn, type TableSort } from './tableColumns';
import { TokenOrder } from './tokenOrder';
import { tokenTableStyles } from './tokenTable.styles';
import type { TokenStore } from './tokenStore';

/** Tokens as a table that can be sorted. Only the rows in sight are in the page. */
@customElement('tokenscope-token-table')
export class TokenTable extends LitElement {
  static override readonly styles = [baseStyles, tokenColors, tokenTableStyles];
  static override readonly shadowRootOptions = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };

  @property({ attribute: false }) store: TokenStore | null = null;
  /** Tokens that are in the store: it grows without being another one. */
  @property({ type: Number }) count = 0;
  /** Whether the store has all tokens. */
  @property({ type: Boolean }) complete = false;
  /** Segment under the editor's cursor, -1 for none. */
  @property({ type: Number }) cursor = -1;
  @state() private sort: TableSort | null = null;
  @state() private active = -1;
  readonly #order = new TokenOrder();
  readonly #seeker = new ItemSeeker(this, () => this.#height('.head') ?? 0);

  /** Scrolls to the first token of a segment. */
  reveal(segment: number): void {
    if (segment < 0) return;
    const first = this.store?.segment(segment).first ?? -1;
    void this.#scrollTo(this.#order.indexes.indexOf(first));
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (['store', 'count', 'complete', 'sort'].some((name) => changed.has(name))) {
      this.#order.update(this.store, this.sort, this.complete);
    }
    // What was under the pointer is gone, and its mark in the editor with it.
    if (changed.has('store')) this.#hover(-1);
  }

  protected override render() {
    return html`<div
      role="grid"
      tabindex="0"
      aria-label=${l10n.t('Tokens')}
      aria-rowcount=${this.#order.indexes.length + 1}
      aria-activedescendant=${this.active < 0 ? nothing : `row-${this.active}`}
      @pointerleave=${() => this.#hover(-1)}
      @focusout=${() => this.#hover(-1)}
      @keydown=${(event: KeyboardEvent) => this.#key(event)}
    >
      <div class="line head" role="row">${tableColumns.map((column) => this.#heading(column))}</div>
      <lit-virtualizer
        role="none"
        .items=${this.#order.indexes}
        .renderItem=${(index: number, place: number) => this.#row(index, place)}
      ></lit-virtualizer>
    </div>`;
  }

  #heading({ key, title, numeric }: TableColumn): TemplateResult {
    const sorted = this.sort?.key === key ? this.sort : null;
    const direction = sorted?.descending ? 'descending' : 'ascending';
    return html`<div
      role="columnheader"
      class=${numeric ? 'numeric' : ''}
      aria-sort=${sorted ? direction : 'none'}
    >
      <button title=${l10n.t('Sort by this column')} @click=${() => this.#sortBy(key)}>
        ${title()}${sorted ? (sorted.descending ? ' ↓' : ' ↑') : nothing}
      </button>
    </div>`;
  }

  #row(index: number, place: number): TemplateResult {
    const { store } = this;
    if (store === null) return html``;
    const row = store.token(index);
    const atCursor = this.cursor >= 0 && store.segmentOfToken(index) === this.cursor;
    const classes = [
      'line row',
      row.type,
      index === this.active ? 'active' : '',
      atCursor ? 'cursor' : '',
    ];
    return html`<div
      class=${classes.join(' ')}
      role="row"
      id="row-${index}"
      aria-rowindex=${place + 2}
      @pointerenter=${() => this.#hover(index)}
      @click=${() => this.dispatchEvent(new SpanPicked({ start: row.start, end: row.end }))}
    >
      ${tableColumns.map(
        ({ text, numeric }) =>
          html`<span role="gridcell" class="cell ${numeric ? 'numeric' : ''}" title=${text(row)}
            >${text(row)}</span
          >`,
      )}
    </div>`;
  }

  /** First up, then down, then in text order again. */
  #sortBy(key: TableSort['key']): void {
    if (this.sort?.key !== key) this.sort = { key, descending: false };
    else this.sort = this.sort.descending ? null : { key, descending: true };
  }

  #hover(index: number): void {
    if (index === this.active) return;
    this.active = index;
    const row = index < 0 ? null : (this.store?.token(index) ?? null);
    const segment = row === null ? -1 : (this.store?.segmentOfToken(index) ?? -1);
    this.dispatchEvent(new SpanHovered(row && { start: row.start, end: row.end }, segment));
  }

  #key(event: KeyboardEvent): void {
    // On a heading Enter sorts; arrows go to the rows from there, too.
    if (event.key === 'Enter' && event.composedPath()[0] instanceof HTMLButtonElement) return;
    const last = this.#order.indexes.length - 1;
    const at = this.#order.indexes.indexOf(this.active);
    const next = {
      ArrowDown: Math.min(last, at + 1),
      ArrowUp: Math.max(0, at - 1),
      PageDown: Math.min(last, at + 20),
      PageUp: Math.max(0, at - 20),
      Home: 0,
      End: last,
    }[event.key];
    const row = this.active < 0 ? undefined : this.store?.token(this.active);
    if (event.key === 'Enter' && row) {
      this.dispatchEvent(new SpanPicked({ start: row.start, end: row.end }));
    } else if (next === undefined) {
      return;
    } else {
      this.#hover(this.#order.indexes[next] ?? -1);
      void this.#scrollTo(next);
    }
    event.preventDefault();
  }

  /** Rows are all of one height: the place of one that is not drawn is about known. */
  async #scrollTo(place: number): Promise<void> {
    if (place < 0) return;
    await this.#seeker.bringIntoSight(
      () => this.renderRoot.querySelector(`#row-${this.#order.indexes[place]}`),
      () => (this.scrollTop = place * (this.#height('.row') ?? 0)),
    );
  }

  #height(selector: string): number | undefined {
    return this.renderRoot.querySelector<HTMLElement>(selector)?.offsetHeight;
  }
}
