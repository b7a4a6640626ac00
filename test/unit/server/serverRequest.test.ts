import assert from 'node:assert/strict';
import type { SamplingParams } from '../../../src/common/protocol/model/completion';
import { serverBody, unsent } from '../../../src/host/completion/server/serverRequest';

const sampling: SamplingParams = {
  maxNewTokens: 40,
  greedy: false,
  seed: 7,
  stop: ['\n\n', 'END'],
  repetitionPenalty: 1.1,
  noRepeatNgramSize: 0,
  temperature: 0.8,
  topK: 50,
  topP: 0.95,
  minP: 0.05,
};
const request = { model: 'm', prompt: 'Once', sampling, further: true };

describe('what a completion server is sent', () => {
  it('is the prompt, the form by the names of the API, and nothing else', () => {
    assert.deepEqual(serverBody(request), {
      model: 'm',
      prompt: 'Once',
      stream: true,
      stream_options: { include_usage: true },
      logprobs: 5,
      max_tokens: 40,
      temperature: 0.8,
      top_p: 0.95,
      seed: 7,
      stop: ['\n\n', 'END'],
      top_k: 50,
      min_p: 0.05,
      repetition_penalty: 1.1,
      repeat_penalty: 1.1,
      repeat_last_n: -1,
    });
  });

  it('turns off what the form has off, since servers have defaults of their own', () => {
    const off = { ...sampling, stop: [], topK: 0, topP: 1, minP: 0, repetitionPenalty: 1 };
    const body = serverBody({ ...request, sampling: off });
    assert.deepEqual(
      [body.top_k, body.top_p, body.min_p, body.repetition_penalty, 'stop' in body],
      [-1, 1, 0, 1, false],
    );
  });

  it('is greedy by a temperature of 0, without truncation', () => {
    const body = serverBody({ ...request, sampling: { ...sampling, greedy: true } });
    assert.deepEqual([body.temperature, body.top_p, body.top_k, body.min_p], [0, 1, -1, 0]);
    assert.equal(body.repetition_penalty, 1.1);
  });

  it('is only OpenAI’s own parameters when the others are off, and names what is not followed', () => {
    const own = { ...request, further: false };
    assert.ok(['top_k', 'min_p', 'repeat_penalty'].every((name) => !(name in serverBody(own))));
    assert.deepEqual(unsent(own), ['topK', 'minP', 'repetitionPenalty']);
    assert.deepEqual(unsent({ ...own, sampling: { ...sampling, greedy: true } }), [
      'repetitionPenalty',
    ]);
    assert.deepEqual(unsent(request), []);
    assert.deepEqual(unsent({ ...request, sampling: { ...sampling, noRepeatNgramSize: 3 } }), [
      'noRepeatNgramSize',
    ]);
  });
});
