import assert from 'node:assert/strict';
import { readChunk } from '../../../src/host/completion/server/serverChunk';

const chunk = (choice: object, rest: object = {}): unknown => ({ choices: [choice], ...rest });

describe('an event of a completion stream', () => {
  it('has tokens and alternatives in the form of vLLM, best first and without ids', () => {
    const read = readChunk(
      chunk({
        text: ' lit.',
        logprobs: {
          tokens: [' lit', '.'],
          token_logprobs: [-0.25, -1],
          top_logprobs: [{ ' lit': -0.25, ' out': -3, ' on': -2 }, null],
        },
      }),
      4,
    );
    assert.deepEqual(read?.tokens, [
      {
        index: 4,
        id: null,
        text: ' lit',
        logProb: -0.25,
        sampledLogProb: null,
        alternatives: [
          { id: null, text: ' lit', logProb: -0.25 },
          { id: null, text: ' on', logProb: -2 },
          { id: null, text: ' out', logProb: -3 },
        ],
        chunk: ' lit',
      },
      {
        index: 5,
        id: null,
        text: '.',
        logProb: -1,
        sampledLogProb: null,
        alternatives: [],
        chunk: '.',
      },
    ]);
  });

  it('has them in the form of llama.cpp, with the ids that it gives', () => {
    const top = { id: 7, token: ' lit', bytes: [], logprob: -0.25 };
    const read = readChunk(
      chunk({ text: ' lit', logprobs: { content: [{ ...top, top_logprobs: [top] }] } }),
      0,
    );
    assert.equal(read?.tokens[0]?.id, 7);
    assert.deepEqual(read.tokens[0].alternatives, [{ id: 7, text: ' lit', logProb: -0.25 }]);
  });

  it('is a piece of text without probabilities where none are given', () => {
    for (const logprobs of [undefined, null, {}, { content: null }, { tokens: 'no' }, 5]) {
      const read = readChunk(chunk({ text: ' lit', logprobs }), 0);
      assert.deepEqual(
        read?.tokens.map(({ id, logProb, chunk: text }) => [id, logProb, text]),
        [[null, null, ' lit']],
      );
    }
  });

  it('lets the text rule where token strings are parts of characters', () => {
    const logprobs = { tokens: ['bytes:\\xf0\\x9f', 'bytes:\\x95\\xaf'], token_logprobs: [-1, -2] };
    const read = readChunk(chunk({ text: '🕯', logprobs }), 0);
    assert.deepEqual(
      read?.tokens.map(({ chunk: text, logProb }) => [text, logProb]),
      [
        ['', -1],
        ['🕯', -2],
      ],
    );
  });

  it('gives no number that is none: NaN as text, positive, or a stand-in for minus infinity', () => {
    for (const logProb of ['NaN', 0.5, -9999, -3.4e38, null, {}]) {
      const logprobs = { tokens: ['x'], token_logprobs: [logProb], top_logprobs: [{ x: logProb }] };
      const read = readChunk(chunk({ text: 'x', logprobs }), 0);
      assert.equal(read?.tokens[0]?.logProb, null);
      assert.deepEqual(read.tokens[0].alternatives, [{ id: null, text: 'x', logProb: null }]);
    }
  });

  it('says why the text stops, as far as the server tells it', () => {
    const stops: [object, unknown][] = [
      [{ text: '', finish_reason: null }, null],
      [{ text: '', finish_reason: 'length' }, 'length'],
      [{ text: '', finish_reason: 'stop', stop_reason: '\n' }, 'stop'],
      [{ text: '', finish_reason: 'stop', matched_stop: '\n' }, 'stop'],
      [{ text: '', finish_reason: 'stop', stop_reason: null }, 'end'],
      [{ text: '', finish_reason: 'stop', matched_stop: 50256 }, 'end'],
      [{ text: '', finish_reason: 'stop' }, 'ended'],
      [{ text: '', finish_reason: 'content_filter' }, 'ended'],
    ];
    for (const [choice, stop] of stops) {
      assert.equal(readChunk(chunk(choice), 0)?.stop, stop, JSON.stringify(choice));
    }
  });

  it('names model, fingerprint and prompt tokens; wrong types count as not told', () => {
    const told = { model: 'm', system_fingerprint: 'f', usage: { prompt_tokens: 12 } };
    const read = readChunk({ choices: [], ...told }, 0);
    assert.deepEqual(read, {
      tokens: [],
      stop: null,
      model: 'm',
      fingerprint: 'f',
      promptTokens: 12,
    });
    const wrong = readChunk({ choices: [], model: 5, usage: { prompt_tokens: -1 } }, 0);
    assert.deepEqual([wrong?.model, wrong?.promptTokens], [null, null]);
    for (const data of [null, [], 'text', {}, { choices: 'none' }]) {
      assert.equal(readChunk(data, 0), null);
    }
  });
});
