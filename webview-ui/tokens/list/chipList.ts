import '@lit-labs/virtualizer';
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { baseStyles } from '../../shared/styles';
import { tokenColors } from '../../shared/tokenColors';
import { chip } from './chip';
import { chipListStyles } from './chipList.styles';
import { ChipRows, type ChipRow } from './chipRows';
import { SpanHovered, SpanPicked } from './events';
import { ItemSeeker } from './scrolling';
import type { TokenStore } from './tokenStore';

/** Tokens as coloured chips in reading order. Only the rows in sight are in the page. */
@customElement('tokenscope-chip-list')
export class ChipList extends LitElement {
  static override readonly styles = [baseStyles, tokenColors, chipListStyles];
  static override readonly shadowRootOptions = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };

  @property({ attribute: false }) store: TokenStore | null = null;
  /** Tokens that are in the store: it grows without being another one. */
  @property({ type: Number }) count = 0;
  @property({ type: Boolean }) ids = true;
  /** Segment under the editor's cursor, -1 for none. */
  @property({ type: Number }) cursor = -1;
  @state() private hovered = -1;
  /** Of the virtualizer, see `#jump`. */
  @state() private generation = 0;
  #rows: ChipRows | null = null;
  readonly #seeker = new ItemSeeker(this);

  /** Scrolls to a segment. */
  async reveal(segment: number): Promise<void> {
    await this.#seeker.bringIntoSight(
      () => this.renderRoot.querySelector(`#chip-${segment}`),
      () => this.#jump(segment),
    );
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('store')) {
      this.#rows = this.store && new ChipRows(this.store);
      // What was under the pointer is gone, and its mark in the editor with it.
      this.#hover(-1);
    }
  }

  protected override render() {
    if (this.store === null) return nothing;
    const rows = [...(this.#rows?.extend() ?? [])];
    // A new function at each update: the chips of rows that stay must be drawn anew as well. The
    // listeners are inside: a pointer's way from chip to chip is not told outside of the shadow root.
    return html`<div
      role="listbox"
      tabindex="0"
      aria-label=${l10n.t('Tokens')}
      aria-activedescendant=${this.hovered < 0 ? nothing : `chip-${this.hovered}`}
      @pointerover=${(event: Event) => this.#hover(segmentOf(event))}
      @pointerleave=${() => this.#hover(-1)}
      @focusout=${() => this.#hover(-1)}
      @click=${(event: Event) => this.#pick(segmentOf(event))}
      @keydown=${(event: KeyboardEvent) => this.#key(event)}
    >
      ${keyed(
        this.generation,
        html`<lit-virtualizer
          role="none"
          .items=${rows}
          .renderItem=${(row: ChipRow) => this.#row(row)}
        ></lit-virtualizer>`,
      )}
    </div>`;
  }

  /**
   * Goes to about where a segment is whose row is not drawn. Only forward: the virtualizer takes a way
   * back of many rows for an error of its own and corrects it, so that it begins anew instead.
   */
  #jump(segment: number): void {
    const { rows = [] } = this.#rows ?? {};
    const row = this.#rows?.rowOf(segment) ?? -1;
    const last = [...this.renderRoot.querySelectorAll<HTMLElement>('.row')].at(-1);
    const lastRow = this.#rows?.rowOf(Number(last?.dataset['from'] ?? -1)) ?? -1;
    if (row < lastRow) {
      this.generation++;
      this.scrollTop = 0;
    } else if (row > lastRow) {
      this.scrollTop += (row - lastRow) * (this.scrollHeight / rows.length);
    }
  }

  #row({ from, to, selection, opens }: ChipRow): TemplateResult {
    const chips: TemplateResult[] = [];
    for (let index = from; index < to; index++) {
      const segment = this.store?.segment(index);
      if (segment) {
        const look = {
          ids: this.ids,
          hovered: index === this.hovered,
          cursor: index === this.cursor,
        };
        chips.push(chip(segment, look));
      }
    }
    const title =
      opens && selection > 0
        ? html`<div class="selection dim">${l10n.t('Selection {0}', selection + 1)}</div>`
        : nothing;
    return html`<div class="row" role="none" data-from=${from}>${title}${chips}</div>`;
  }

  #hover(segment: number): void {
    if (segment === this.hovered) return;
    this.hovered = segment;
    const span = segment < 0 ? null : (this.store?.segment(segment) ?? null);
    this.dispatchEvent(new SpanHovered(span && { start: span.start, end: span.end }, segment));
  }

  #pick(segment: number): void {
    const picked = segment < 0 ? undefined : this.store?.segment(segment);
    if (picked) this.dispatchEvent(new SpanPicked({ start: picked.start, end: picked.end }));
  }

  #key(event: KeyboardEvent): void {
    const last = (this.store?.segmentCount ?? 0) - 1;
    const at = this.hovered >= 0 ? this.hovered : Math.max(0, this.cursor);
    const next = {
      ArrowRight: Math.min(last, at + 1),
      ArrowLeft: Math.max(0, at - 1),
      ArrowDown: this.#verticalNeighbour(at, 1),
      ArrowUp: this.#verticalNeighbour(at, -1),
      Home: 0,
      End: last,
    }[event.key];
    if (event.key === 'Enter' && this.hovered >= 0) this.#pick(this.hovered);
    else if (next === undefined) return;
    else {
      this.#hover(next);
      void this.reveal(next);
    }
    event.preventDefault();
  }

  /** The first segment of the row above or below. */
  #verticalNeighbour(segment: number, step: number): number {
    const rows = this.#rows?.rows ?? [];
    const row = rows[(this.#rows?.rowOf(segment) ?? 0) + step];
    return row?.from ?? segment;
  }
}

function segmentOf(event: Event): number {
  const [target] = event.composedPath();
  const chip = target instanceof Element ? target.closest<HTMLElement>('[data-segment]') : null;
  return Number(chip?.dataset['segment'] ?? -1);
}
