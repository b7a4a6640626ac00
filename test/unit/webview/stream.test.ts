import assert from 'node:assert/strict';
import type { GeneratedToken } from '../../../src/common/protocol/model/completion';
import {
  emptyCompletion,
  type CompletionState,
} from '../../../src/common/protocol/views/completion';
import { appendTokens } from '../../../webview-ui/completion/appendTokens';
import { segmentText } from '../../../webview-ui/completion/segments';

function token(index: number, chunk: string): GeneratedToken {
  return {
    index,
    id: index,
    text: chunk,
    logProb: -1,
    sampledLogProb: -1,
    alternatives: [],
    chunk,
  };
}

const state: CompletionState = {
  ...emptyCompletion({
    maxNewTokens: 8,
    greedy: false,
    seed: null,
    stop: [],
    repetitionPenalty: 1,
    temperature: 1,
    topK: 0,
    topP: 1,
    noRepeatNgramSize: 0,
    minP: 0,
    samples: 1,
    numBeams: 1,
  }),
  run: 3,
  status: 'running',
  shown: 7,
  tokens: [token(0, 'a'), token(1, 'b')],
  text: 'ab',
  millisecondsToFirstToken: 5,
};
const timing = { tokensPerSecond: 9, millisecondsToFirstToken: null };

describe('a streamed continuation', () => {
  it('grows by the tokens that are new', () => {
    const tokens = [token(1, 'b'), token(2, 'c')];
    const next = appendTokens(state, { run: 3, branch: 7, from: 1, tokens, ...timing });
    assert.equal(next.text, 'abc');
    assert.equal(next.tokens.length, 3);
    assert.equal(next.tokensPerSecond, 9);
    assert.equal(next.millisecondsToFirstToken, 5);
  });

  it('grows each of several samples, and the shown text with its own', () => {
    const sample = (branch: number) => ({
      ...{ branch, tokens: [token(0, 'b')], text: 'b' },
      ...{ seed: branch, score: null, stopped: null, favourite: false },
    });
    const several = { ...state, kept: 1, samples: [sample(7), sample(8)] };
    const update = { run: 3, branch: 8, from: 2, tokens: [token(2, 'x')], ...timing };
    const other = appendTokens(several, update);
    assert.deepEqual(
      other.samples.map(({ text }) => text),
      ['b', 'bx'],
    );
    assert.equal(other.text, 'ab');
    assert.equal(other.tokensPerSecond, null);
    const own = appendTokens(several, { ...update, branch: 7 });
    assert.equal(own.samples[0]?.text, 'bx');
    assert.equal(own.text, 'abx');
  });

  it('leaves out other runs and what follows a gap', () => {
    const tokens = [token(2, 'c')];
    assert.equal(appendTokens(state, { run: 4, branch: 7, from: 2, tokens, ...timing }), state);
    assert.equal(appendTokens(state, { run: 3, branch: 7, from: 5, tokens, ...timing }), state);
  });

  it('keeps tokens of one character together', () => {
    const tokens = [token(0, 'a'), token(1, ''), token(2, ''), token(3, '🙃'), token(4, '')];
    const segments = segmentText('a🙃', tokens);
    assert.deepEqual(
      segments.map(({ text, tokens: { length } }) => [text, length]),
      [
        ['a', 1],
        ['🙃', 3],
      ],
    );
  });

  it('shows the text whatever the tokens say', () => {
    for (const tokens of [[], [token(0, 'x')], [token(0, 'a')], [token(0, 'abc')]]) {
      const shown = segmentText('ab', tokens).map(({ text }) => text);
      assert.equal(shown.join(''), 'ab');
    }
  });
});
