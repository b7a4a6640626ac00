import type { OffsetRange } from '../../tokenizer/tokens';
import type { ClozeSentence, ClozeWord } from '../../model/cloze';

export interface ClozeForm {
  /** `selection`: its sentences, or those of the paragraph at the cursor; `document`: all of them. */
  readonly unit: 'selection' | 'document';
  /** Holds the mask token once; is written behind each sentence. */
  readonly prompt: string;
  /** As written: `sports: sports, football; politics: politics`. */
  readonly labels: string;
  readonly calibrate: boolean;
}

/** A sentence with its scores; `start` and `end` are UTF-16 offsets in the document. */
export interface LabelledSentence extends ClozeSentence, OffsetRange {
  readonly text: string;
  /** In code points of the document. */
  readonly cpStart: number;
  readonly cpEnd: number;
  /** Index of the most probable label. */
  readonly best: number;
}

export interface ClozeView {
  readonly docId: string;
  readonly prompt: string;
  readonly labels: readonly string[];
  readonly words: readonly ClozeWord[];
  readonly calibrated: boolean;
  readonly sentences: readonly LabelledSentence[];
  /** Sentences of each label. */
  readonly counts: readonly number[];
}
