import assert from 'node:assert/strict';
import type { TokenChunk } from '../../../src/common/protocol/tokenizer/tokenList';
import { TokenOrder } from '../../../webview-ui/tokens/list/tokenOrder';
import { TokenStore } from '../../../webview-ui/tokens/list/tokenStore';

/** A store that says how often its tokens are looked up. */
class CountingStore extends TokenStore {
  lookups = 0;

  override token(index: number): ReturnType<TokenStore['token']> {
    this.lookups++;
    return super.token(index);
  }
}

function chunk(first: number, ids: readonly number[]): TokenChunk {
  const none = new Uint32Array(ids.length);
  return {
    first,
    selection: 0,
    ids: Uint32Array.from(ids),
    starts: none,
    ends: none,
    words: new Int32Array(ids.length),
    segments: { starts: none, ends: none, firstToken: none },
    entries: [],
    textStart: 0,
    text: '',
  };
}

describe('the order of the token table', () => {
  const byId = { key: 'id', descending: false } as const;

  it('appends what comes, and sorts once all is there', () => {
    const store = new CountingStore(1);
    const order = new TokenOrder();
    store.add(chunk(0, [30, 10]));
    order.update(store, byId, false);
    assert.deepEqual(order.indexes, [1, 0], 'the first tokens are sorted at once');
    for (let first = 2; first < 40; first += 2) {
      store.add(chunk(first, [5, 40]));
      order.update(store, byId, false);
    }
    assert.deepEqual(order.indexes.slice(0, 6), [1, 0, 2, 3, 4, 5]);
    assert.equal(store.lookups, 2);
    order.update(store, byId, true);
    assert.equal(store.lookups, 42);
    assert.deepEqual(order.indexes.slice(0, 3), [2, 4, 6]);
    assert.deepEqual(order.indexes.slice(18, 23), [38, 1, 0, 3, 5]);
    order.update(store, byId, true);
    assert.equal(store.lookups, 42, 'nothing new came');
  });

  it('follows the sort and the store at any time', () => {
    const store = new CountingStore(1);
    const order = new TokenOrder();
    store.add(chunk(0, [30, 10, 20]));
    order.update(store, null, false);
    assert.deepEqual(order.indexes, [0, 1, 2]);
    order.update(store, { key: 'id', descending: true }, false);
    assert.deepEqual(order.indexes, [0, 2, 1]);
    order.update(store, null, true);
    assert.deepEqual(order.indexes, [0, 1, 2]);
    const other = new CountingStore(2);
    other.add(chunk(0, [7]));
    order.update(other, null, false);
    assert.deepEqual(order.indexes, [0]);
    order.update(null, null, true);
    assert.deepEqual(order.indexes, []);
  });
});
