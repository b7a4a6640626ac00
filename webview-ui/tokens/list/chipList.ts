import '@lit-labs/virtualizer';
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { baseStyles } from '../../shared/styles';
import { tokenColors } from '../../shared/tokenColors';
import { chip } from './chip';
import { chipListStyles } from './chipList.styles';
import { ChipRows, type ChipRow } from './chipRows';
import { SpanHovered, SpanPicked } from './events';
import { distanceToSight, drawn } from './scrolling';
import type { TokenStore } from './tokenStore';

/** Looks until a segment is in sight; two or three do when rows are about equally high. */
const maximumLooks = 12;

/** Tokens as coloured chips in reading order. Only the rows in sight are in the page. */
@customElement('tokenscope-chip-list')
export class ChipList extends LitElement {
  static override readonly styles = [baseStyles, tokenColors, chipListStyles];

  @property({ attribute: false }) store: TokenStore | null = null;
  /** Tokens that are in the store: it grows without being another one. */
  @property({ type: Number }) count = 0;
  @property({ type: Boolean }) ids = true;
  /** Segment under the editor's cursor, -1 for none. */
  @property({ type: Number }) cursor = -1;
  @state() private hovered = -1;
  #rows: ChipRows | null = null;
  /** The segment that is being scrolled to; a newer one ends that. */
  #sought = -1;

  override connectedCallback(): void {
    super.connectedCallback();
    this.tabIndex = 0;
    this.setAttribute('role', 'listbox');
    this.ariaLabel = l10n.t('Tokens');
    this.addEventListener('pointerover', (event) => this.#hover(segmentOf(event)));
    this.addEventListener('pointerleave', () => this.#hover(-1));
    this.addEventListener('click', (event) => this.#pick(segmentOf(event)));
    this.addEventListener('keydown', (event) => this.#key(event));
    this.addEventListener('blur', () => this.#hover(-1));
  }

  /**
   * Scrolls to a segment. Rows that were not drawn yet have no height, so that each look comes closer:
   * the virtualizer's own way leaves a list of rows as unlike as these empty.
   */
  async reveal(segment: number): Promise<void> {
    this.#sought = segment;
    for (let looks = 0; looks < maximumLooks && this.#sought === segment; looks++) {
      const distance = this.#distanceTo(segment);
      if (Math.abs(distance) < 1) return;
      this.scrollTop += distance;
      await drawn();
    }
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
    // A new function at each update: the chips of rows that stay must be drawn anew as well.
    return html`<lit-virtualizer
      .items=${rows}
      .renderItem=${(row: ChipRow) => this.#row(row)}
    ></lit-virtualizer>`;
  }

  /** In pixels; an estimate while its row is not drawn. */
  #distanceTo(segment: number): number {
    const element = this.renderRoot.querySelector(`#chip-${segment}`);
    if (element) return distanceToSight(this, element);
    const { rows = [] } = this.#rows ?? {};
    const row = this.#rows?.rowOf(segment) ?? -1;
    if (row < 0) return 0;
    const height = this.scrollHeight / rows.length;
    const shown = [...this.renderRoot.querySelectorAll<HTMLElement>('.row')];
    const [first, last] = [shown[0], shown.at(-1)].map((each) =>
      this.#rows?.rowOf(Number(each?.dataset['from'] ?? -1)),
    );
    if (first === undefined || last === undefined || first < 0) {
      return row * height - this.scrollTop;
    }
    return (row - (row < first ? first : last)) * height;
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
    return html`<div class="row" data-from=${from}>${title}${chips}</div>`;
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
      this.setAttribute('aria-activedescendant', `chip-${next}`);
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
