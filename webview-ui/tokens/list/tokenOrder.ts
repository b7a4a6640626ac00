import { sortedIndexes, type TableSort } from './tableColumns';
import type { TokenStore } from './tokenStore';

/**
 * The order of the table's rows. Tokens that come while a run goes on are put at the end, and sorted in
 * once all are there: to sort at each chunk would take longer than to read them.
 */
export class TokenOrder {
  /** Indexes of tokens. */
  indexes: readonly number[] = [];
  #store: TokenStore | null = null;
  #sort: TableSort | null = null;
  /** Tokens that were there when they were sorted. */
  #sorted = 0;

  /** @param complete whether no more tokens will come. */
  update(store: TokenStore | null, sort: TableSort | null, complete: boolean): void {
    const count = store?.tokenCount ?? 0;
    const another = store !== this.#store || sort !== this.#sort;
    this.#store = store;
    this.#sort = sort;
    if (store === null) {
      this.indexes = [];
    } else if (another || (complete && sort !== null && this.#sorted < count)) {
      this.indexes = sortedIndexes(count, (index) => store.token(index), sort);
      this.#sorted = count;
    } else {
      const { length } = this.indexes;
      const more = Array.from({ length: count - length }, (_, index) => length + index);
      this.indexes = this.indexes.concat(more);
    }
  }
}
