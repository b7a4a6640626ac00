import {
  pseudoLogLikelihood,
  pseudoPerplexity,
} from '../../../common/measures/pseudoLogLikelihood';
import { sentenceWords } from '../../../common/measures/sentenceWords';
import { wordDifferences } from '../../../common/measures/wordDifferences';
import type { ScoredText, SharedToken } from '../../../common/protocol/model/sentenceScores';
import type {
  SentencePair,
  SentenceView,
} from '../../../common/protocol/views/laboratory/sentences';
import type { ScoringUnit } from './sentencesInput';

/** A scored text with its words and sums. */
export function sentenceView(
  { text, start, codePointStart }: ScoringUnit,
  { tokens, dropped }: ScoredText,
): SentenceView {
  const pll = pseudoLogLikelihood(tokens.map(({ logProb }) => logProb));
  return {
    text,
    start,
    codePointStart,
    tokens,
    words: sentenceWords(text, tokens),
    pll,
    pseudoPerplexity: pseudoPerplexity(pll, tokens.length),
    dropped,
  };
}

/** Two of the sentences side by side. */
export function sentencePair(
  sentences: readonly SentenceView[],
  [first, second]: readonly [number, number],
  shared: readonly SharedToken[],
): SentencePair {
  const none = { tokens: [], words: [], pll: 0 };
  const a = sentences[first] ?? none;
  const b = sentences[second] ?? none;
  const score = (side: 0 | 1): number =>
    pseudoLogLikelihood(shared.map(({ logProbs }) => logProbs[side]));
  return {
    first,
    second,
    difference: a.pll - b.pll,
    words: wordDifferences(a, b),
    shared,
    pairScores: [score(0), score(1)],
  };
}
