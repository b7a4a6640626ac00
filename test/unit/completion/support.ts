import type { Branch } from '../../../src/common/completion/branches';
import type { GeneratedToken } from '../../../src/common/protocol/model/completion';

/** Tokens with these texts as chunks. */
export function tokensOf(...chunks: readonly string[]): GeneratedToken[] {
  return chunks.map((chunk, index) => ({
    ...{ index, id: 100 + index, text: chunk, chunk },
    ...{ logProb: -1, sampledLogProb: -0.5, alternatives: [] },
  }));
}

/** A branch from the prompt, with what is given. */
export function branchOf(change: Partial<Branch> & Pick<Branch, 'id'>): Branch {
  return {
    ...{ parent: null, keep: 0, origin: 'first', batch: change.id, tokens: [], given: 0 },
    readText: null,
    sampling: {
      ...{ maxNewTokens: 20, greedy: false, seed: 3, stop: [], repetitionPenalty: 1 },
      ...{ noRepeatNgramSize: 0, temperature: 0.8, topK: 40, topP: 0.95, minP: 0 },
    },
    ...{ numBeams: 1, stopReason: 'length', score: null, ran: null },
    timing: { promptTokens: 4, millisecondsToFirstToken: 1, tokensPerSecond: 9 },
    ...change,
  };
}
