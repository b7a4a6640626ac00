import assert from 'node:assert/strict';
import { candidateWord } from '../../../webview-ui/fillMask/candidateWord';
import { targetIndex } from '../../../webview-ui/fillMask/listKeys';

function word(text: string, token: string) {
  return candidateWord({
    text,
    token,
    ids: [1],
    probability: 0.5,
    logProb: -0.7,
    rank: 1,
    special: false,
  });
}

describe('candidates of a mask', () => {
  it('are readable words', () => {
    assert.deepEqual(word('paris', 'paris'), { prefix: '', text: 'paris' });
    assert.deepEqual(word('s', '##s'), { prefix: '##', text: 's' });
    assert.deepEqual(word('Paris', 'ĠParis'), { prefix: '', text: 'Paris' });
    assert.deepEqual(word(' ', '▁'), { prefix: '', text: '▁' });
    assert.deepEqual(word('', '[PAD]'), { prefix: '', text: '[PAD]' });
  });

  it('are walked with the keys of lists', () => {
    assert.equal(targetIndex('ArrowDown', 3, 9), 4);
    assert.equal(targetIndex('ArrowDown', 9, 9), 9);
    assert.equal(targetIndex('ArrowUp', 0, 9), 0);
    assert.equal(targetIndex('PageDown', 3, 9), 9);
    assert.equal(targetIndex('End', 3, 9), 9);
    assert.equal(targetIndex('Home', 3, 9), 0);
    assert.equal(targetIndex('a', 3, 9), null);
  });
});
