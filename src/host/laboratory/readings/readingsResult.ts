import type { WordColumns } from '../../../common/measures/causalWords';
import type { WordPairs } from '../../../common/protocol/model/alignWords';
import type { Two } from '../../../common/protocol/model/contextShift';
import type {
  DifferenceOrder,
  DifferenceRow,
  ReadingsForm,
  ReadingsView,
} from '../../../common/protocol/views/laboratory/readings';
import type { SurprisalSummary } from '../../../common/protocol/views/laboratory/surprisal';
import { valueOf } from '../../../common/readings/textReading';
import { firstOf } from '../surprisal/firstOf';

/** One of the two readings. */
export interface ComparedReading {
  readonly label: string;
  readonly docId: string;
  readonly text: string;
  /** UTF-16 offset of the text in its document, and the same in code points. */
  readonly start: number;
  readonly codePointStart: number;
  readonly modelId: string;
  readonly summary: SurprisalSummary;
  readonly words: WordColumns;
  readonly contextLength: number;
  readonly windows: number;
  readonly stride: number;
}

/** Two readings with their words in pairs. */
export interface ReadingsResult {
  readonly compare: ReadingsForm['compare'];
  readonly sides: Two<ComparedReading>;
  readonly sameTokenizer: boolean;
  /** Null where the words were too many to be paired. */
  readonly pairs: WordPairs | null;
}

/** What the view gets of it. */
export function readingsView({ sides, sameTokenizer, pairs }: ReadingsResult): ReadingsView {
  const [first, second] = sides;
  const sideOf = ({ label, summary, words }: ComparedReading) => ({
    ...{ label, summary, words: words.starts.length },
  });
  return { sides: [sideOf(first), sideOf(second)], sameTokenizer, rows: pairs?.firsts.length ?? 0 };
}

/** The first rows of an order; by difference those of both texts come first. */
export function firstDifferences(
  result: ReadingsResult,
  order: DifferenceOrder,
  count: number,
): DifferenceRow[] {
  const { pairs, sides } = result;
  if (pairs === null) {
    return [];
  }
  const length = Math.min(count, pairs.firsts.length);
  const bitsOf = (side: 0 | 1, word: number | undefined): number =>
    sides[side].words.bits[word ?? -1] ?? Number.NaN;
  const indexes =
    order === 'text'
      ? Array.from({ length }, (_, index) => index)
      : firstOf(
          Float64Array.from(pairs.firsts, (word, index) =>
            Math.abs(bitsOf(0, word) - bitsOf(1, pairs.seconds[index])),
          ),
          length,
        );
  return indexes.map((index) => differenceAt(result, pairs, index));
}

/** A row of both words, or of the one that is there. */
export function differenceAt(
  { sides: [first, second] }: ReadingsResult,
  { firsts, seconds }: WordPairs,
  index: number,
): DifferenceRow {
  const one = firsts[index] ?? -1;
  const other = seconds[index] ?? -1;
  const [side, word] = one < 0 ? [second, other] : [first, one];
  return {
    index,
    text: side.text.slice(side.words.starts[word], side.words.ends[word]),
    bits: [valueOf(first.words.bits[one]), valueOf(second.words.bits[other])],
    bitsBow: [valueOf(first.words.bitsBow[one]), valueOf(second.words.bitsBow[other])],
  };
}
