import type { SamplingParams } from '../../src/common/protocol/model/completion';

/** Greedy decoding with nothing else on: on one machine the same text every time. */
export const greedySampling: SamplingParams = {
  maxNewTokens: 30,
  greedy: true,
  seed: 0,
  stop: [],
  repetitionPenalty: 1,
  noRepeatNgramSize: 0,
  temperature: 1,
  topK: 0,
  topP: 1,
  minP: 0,
};

/** Sampling with every processor on. */
export const sampledSampling: SamplingParams = {
  ...greedySampling,
  greedy: false,
  seed: 42,
  temperature: 0.9,
  topK: 50,
  topP: 0.95,
  minP: 0.01,
  repetitionPenalty: 1.1,
  noRepeatNgramSize: 4,
};
