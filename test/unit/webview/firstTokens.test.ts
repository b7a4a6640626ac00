import assert from 'node:assert/strict';
import type { EncodeRow } from '../../../src/common/protocol/views/encode';
import { firstTokens } from '../../../webview-ui/tokens/encode/firstTokens';

function row(text: number, count: number): EncodeRow {
  const list = Array.from({ length: count }, (_, index) => index);
  const numbers = {
    ...{ ids: list, typeIds: list, attentionMask: list, specialTokensMask: list },
    ...{ sequences: list, starts: list, ends: list, wordIds: list },
  };
  return { text, length: count, tokens: list.map(String), ...numbers };
}

describe('the first tokens of encoded rows', () => {
  const rows = [row(0, 3), row(1, 4), row(2, 2)];

  it('are whole rows, the same objects, and the beginning of one more', () => {
    const [first, second, ...others] = firstTokens(rows, 5);
    assert.equal(first, rows[0]);
    assert.deepEqual(second, { ...row(1, 2), length: 4 });
    assert.deepEqual(others, []);
  });

  it('are all rows when there are no more tokens, and none of no tokens', () => {
    assert.deepEqual(firstTokens(rows, 9), rows);
    assert.deepEqual(firstTokens(rows, 7), rows.slice(0, 2));
    assert.deepEqual(firstTokens(rows, 0), []);
  });
});
