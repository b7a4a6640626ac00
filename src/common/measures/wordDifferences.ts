import type { SentenceView, WordDifference } from '../protocol/views/laboratory/sentences';
import { commonSubsequence } from './commonSubsequence';
import { pseudoLogLikelihood } from './pseudoLogLikelihood';

type Scored = Pick<SentenceView, 'tokens' | 'words'>;

/**
 * The words of a pair side by side. Words go together when a longest common subsequence of ids matches
 * all their tokens; the words between two such matches are compared as one group, which may be empty on
 * one side. Every word is in one group, so that the differences add up to that of the sentences' PLL.
 */
export function wordDifferences(first: Scored, second: Scored): WordDifference[] {
  const differences: WordDifference[] = [];
  let [i, j] = [0, 0];
  const add = (endFirst: number, endSecond: number, same: boolean): void => {
    if (endFirst > i || endSecond > j) {
      differences.push({
        first: [i, endFirst],
        second: [j, endSecond],
        difference: pllOf(first, i, endFirst) - pllOf(second, j, endSecond),
        same,
      });
    }
    [i, j] = [endFirst, endSecond];
  };
  for (const [a, b] of matchedWords(first, second)) {
    add(a, b, false);
    add(a + 1, b + 1, true);
  }
  add(first.words.length, second.words.length, false);
  return differences;
}

/** Pairs of words all of whose tokens match, in order. */
function matchedWords(first: Scored, second: Scored): [number, number][] {
  const matches = new Map(
    commonSubsequence(
      first.tokens.map(({ id }) => id),
      second.tokens.map(({ id }) => id),
    ),
  );
  const byFirstToken = new Map(second.words.map(({ firstToken }, index) => [firstToken, index]));
  return first.words.flatMap(({ firstToken, endToken }, index): [number, number][] => {
    const start = matches.get(firstToken);
    const other = start === undefined ? undefined : byFirstToken.get(start);
    const word = other === undefined ? undefined : second.words[other];
    if (start === undefined || other === undefined || !word) {
      return [];
    }
    const length = endToken - firstToken;
    const same = Array.from({ length }, (_, offset) => matches.get(firstToken + offset));
    return word.endToken - word.firstToken === length &&
      same.every((token, offset) => token === start + offset)
      ? [[index, other]]
      : [];
  });
}

function pllOf({ tokens, words }: Scored, from: number, to: number): number {
  const start = words[from]?.firstToken ?? 0;
  const end = from === to ? start : (words[to - 1]?.endToken ?? start);
  return pseudoLogLikelihood(tokens.slice(start, end).map(({ logProb }) => logProb));
}
