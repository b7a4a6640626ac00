import type { ScoredToken } from '../protocol/model/sentenceScores';
import type { SentenceWord } from '../protocol/views/laboratory/sentences';
import { pseudoLogLikelihood, pseudoSurprisal } from './pseudoLogLikelihood';

/**
 * The words of a sentence that hold scored tokens: maximal runs of non-whitespace (measures: words). Each
 * token is in one word, so that the words' values add up to the sentence's.
 */
export function sentenceWords(text: string, tokens: readonly ScoredToken[]): SentenceWord[] {
  const runs = [...text.matchAll(/\S+/g)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
  const words: SentenceWord[] = [];
  let next = 0;
  runs.forEach(({ start, end }, index) => {
    const firstToken = next;
    const last = index === runs.length - 1;
    // A byte-level token can begin at the space before its word.
    while (next < tokens.length && (last || (tokens[next]?.start ?? 0) < end)) {
      next++;
    }
    if (next > firstToken) {
      const own = tokens.slice(firstToken, next).map(({ logProb }) => logProb);
      const bits = pseudoSurprisal(pseudoLogLikelihood(own));
      words.push({ start, end, firstToken, endToken: next, bits });
    }
  });
  return words;
}
