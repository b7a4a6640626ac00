import type { TokenStore } from './tokenStore';

/** Segments of one row of chips: up to a line break, and no more than this many. */
const rowSegments = 80;

/** A row of chips: segments `from` to `to` (exclusive). */
export interface ChipRow {
  readonly from: number;
  readonly to: number;
  readonly selection: number;
  /** Whether a new selection begins with it. */
  readonly opens: boolean;
}

/** Splits segments into rows, so that only those in sight are drawn; goes on where it was. */
export class ChipRows {
  readonly rows: ChipRow[] = [];
  #done = 0;

  constructor(private readonly store: TokenStore) {}

  /** Takes the segments in that came since. */
  extend(): readonly ChipRow[] {
    const { store } = this;
    // The last row may not have been whole.
    const open = this.rows.pop();
    let from = open?.from ?? 0;
    let selection = open?.selection ?? -1;
    let opens = open?.opens ?? true;
    for (; this.#done < store.segmentCount; this.#done++) {
      const segment = store.segment(this.#done);
      if (segment.selection !== selection) {
        if (this.#done > from) this.rows.push({ from, to: this.#done, selection, opens });
        opens = true;
        selection = segment.selection;
        from = this.#done;
      } else if (this.#done - from >= rowSegments || this.#breaks(from)) {
        this.rows.push({ from, to: this.#done, selection, opens });
        opens = false;
        from = this.#done;
      }
    }
    if (this.#done > from) this.rows.push({ from, to: this.#done, selection, opens });
    return this.rows;
  }

  /** Index of the row that holds a segment; -1 for none. */
  rowOf(segment: number): number {
    return this.rows.findIndex(({ from, to }) => from <= segment && segment < to);
  }

  #breaks(from: number): boolean {
    return this.#done > from && this.store.segment(this.#done - 1).text.includes('\n');
  }
}
