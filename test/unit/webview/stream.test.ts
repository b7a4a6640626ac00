import assert from 'node:assert/strict';
import type { GeneratedToken } from '../../../src/common/protocol/model/completion';
import type { CompletionState } from '../../../src/common/protocol/views/completion';
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
  run: 3,
  status: 'running',
  progress: null,
  source: null,
  prompt: '',
  promptCut: false,
  promptTokens: 1,
  tokens: [token(0, 'a'), token(1, 'b')],
  text: 'ab',
  notices: [],
  error: null,
  model: null,
  millisecondsToFirstToken: 5,
  tokensPerSecond: null,
  seed: 1,
  stopped: null,
  hasSelection: false,
  form: {
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
  },
};
const timing = { tokensPerSecond: 9, millisecondsToFirstToken: null };

describe('a streamed continuation', () => {
  it('grows by the tokens that are new', () => {
    const tokens = [token(1, 'b'), token(2, 'c')];
    const next = appendTokens(state, { run: 3, from: 1, tokens, ...timing });
    assert.equal(next.text, 'abc');
    assert.equal(next.tokens.length, 3);
    assert.equal(next.tokensPerSecond, 9);
    assert.equal(next.millisecondsToFirstToken, 5);
  });

  it('leaves out other runs and what follows a gap', () => {
    const tokens = [token(2, 'c')];
    assert.equal(appendTokens(state, { run: 4, from: 2, tokens, ...timing }), state);
    assert.equal(appendTokens(state, { run: 3, from: 5, tokens, ...timing }), state);
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
