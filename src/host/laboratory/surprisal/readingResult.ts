import type { WordColumns } from '../../../common/measures/causalWords';
import { surprisalSummary } from '../../../common/measures/surprisalSummary';
import type {
  SurprisalColors,
  SurprisalView,
} from '../../../common/protocol/views/laboratory/surprisal';
import { lengthOf, type TextReading } from '../../../common/readings/textReading';

/** How a causal model read a text. */
export interface ReadingResult {
  /** Names the document in exports. */
  readonly docId: string;
  readonly text: string;
  /** UTF-16 offset of the text in the document, and the same in code points. */
  readonly start: number;
  readonly codePointStart: number;
  readonly reading: TextReading;
  readonly words: WordColumns;
  readonly startToken: boolean;
  readonly colors: SurprisalColors;
  readonly contextLength: number;
  /** Windows that the text is read in, and the tokens from one to the next. */
  readonly windows: number;
  readonly stride: number;
}

/** What the view gets of it. */
export function readingView({ reading, words, colors }: ReadingResult): SurprisalView {
  return {
    summary: surprisalSummary(reading),
    colors,
    read: reading.knownCount,
    total: lengthOf(reading),
    words: words.starts.length,
  };
}
