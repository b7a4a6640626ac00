import { commonSubsequence } from '../../../common/measures/commonSubsequence';
import {
  alignmentCells,
  type AlignWordsParams,
  type WordPairs,
} from '../../../common/protocol/model/alignWords';

/** Answers `readings/alignWords`: what both begin and end with is paired at once. */
export function wordsAligned({ first, second }: AlignWordsParams): WordPairs | null {
  const shorter = Math.min(first.length, second.length);
  let before = 0;
  while (before < shorter && first[before] === second[before]) {
    before++;
  }
  let after = 0;
  while (after < shorter - before && first.at(-1 - after) === second.at(-1 - after)) {
    after++;
  }
  const middleOf = (words: readonly string[]): readonly string[] =>
    words.slice(before, words.length - after);
  const [a, b] = [middleOf(first), middleOf(second)];
  if ((a.length + 1) * (b.length + 1) > alignmentCells) {
    return null;
  }
  const ids = new Map<string, number>();
  const idsOf = (words: readonly string[]): number[] =>
    words.map((word) => {
      const id = ids.get(word) ?? ids.size;
      ids.set(word, id);
      return id;
    });
  const pairs: [number, number][] = [];
  let [i, j] = [0, 0];
  const upTo = (endFirst: number, endSecond: number): void => {
    while (i < endFirst) {
      pairs.push([i++, -1]);
    }
    while (j < endSecond) {
      pairs.push([-1, j++]);
    }
  };
  const pair = (): number => pairs.push([i++, j++]);
  for (let word = 0; word < before; word++) {
    pair();
  }
  for (const [one, other] of commonSubsequence(idsOf(a), idsOf(b))) {
    upTo(before + one, before + other);
    pair();
  }
  upTo(first.length - after, second.length - after);
  for (let word = 0; word < after; word++) {
    pair();
  }
  return {
    firsts: Int32Array.from(pairs, ([one]) => one),
    seconds: Int32Array.from(pairs, ([, other]) => other),
  };
}
