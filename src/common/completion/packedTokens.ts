import type { CompletedChoice, CompletedToken } from './completedToken';

/** A choice of a token as it is stored: id, text, ln p. */
export type PackedChoice = readonly [id: number | null, text: string, logProb: number | null];

/** A generated token as it is stored, in a third of the characters; 0 stands for a chunk like the text. */
export type PackedToken = readonly [
  ...choice: PackedChoice,
  sampledLogProb: number | null,
  chunk: string | 0,
  alternatives: readonly PackedChoice[],
];

/** @param alternatives whether they are kept. */
export function packToken(token: CompletedToken, alternatives: boolean): PackedToken {
  return [
    ...packChoice(token),
    token.sampledLogProb,
    token.chunk === token.text ? 0 : token.chunk,
    alternatives ? token.alternatives.map(packChoice) : [],
  ];
}

/** @param index the token's place among those of its branch. */
export function unpackToken(packed: PackedToken, index: number): CompletedToken {
  const [id, text, logProb, sampledLogProb, chunk, alternatives] = packed;
  return {
    index,
    id,
    text,
    logProb,
    sampledLogProb,
    chunk: chunk === 0 ? text : chunk,
    alternatives: alternatives.map(unpackChoice),
  };
}

function packChoice({ id, text, logProb }: CompletedChoice): PackedChoice {
  return [id, text, logProb];
}

function unpackChoice([id, text, logProb]: PackedChoice): CompletedChoice {
  return { id, text, logProb };
}
