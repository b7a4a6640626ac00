import { findBranch, type Branch } from '../../common/completion/branches';
import type { ExportedTexts } from './completionTable';

/** What was done, as a clause of a methods section; English whatever the display language is. */
export function completionMethod({ branches, shown }: ExportedTexts): string {
  const branch = findBranch(branches, shown);
  const { length: texts } = branches;
  const what = texts === 1 ? 'a continuation' : `${texts} continuations`;
  return branch ? `${what} of a prompt by ${decoding(branch)}` : `${what} of a prompt`;
}

function decoding({ sampling, numBeams, ran }: Branch): string {
  const { greedy, temperature, topK, topP, minP, seed, maxNewTokens } = sampling;
  const common = [
    ...(sampling.repetitionPenalty === 1
      ? []
      : [`repetition penalty ${sampling.repetitionPenalty}`]),
    ...(sampling.noRepeatNgramSize === 0
      ? []
      : [`no repeated ${sampling.noRepeatNgramSize}-grams`]),
    `at most ${maxNewTokens} new tokens`,
  ];
  if (numBeams > 1) {
    return `beam search (${[`${numBeams} beams`, ...common].join(', ')})`;
  }
  if (greedy) {
    return `greedy decoding (${common.join(', ')})`;
  }
  const drawn = [
    `temperature ${temperature}`,
    ...(topK === 0 ? [] : [`top-k ${topK}`]),
    ...(topP === 1 ? [] : [`top-p ${topP}`]),
    ...(minP === 0 ? [] : [`min-p ${minP}`]),
    ...common,
    ran?.server ? `seed ${seed}` : `xoroshiro128+ with seed ${seed}`,
  ];
  return `sampling (${drawn.join(', ')})`;
}
