import { NotificationType0 } from 'vscode-jsonrpc';
import type { OffsetRange } from '../../tokenizer/tokens';
import type { AppliedHead, LabelledExample } from '../../model/headApplication';
import type { HeadTrainingResult } from '../../model/headTraining';
import type { TableColumns } from '../../model/lookAtTable';
import type { HeadSettings } from '../../model/trainedHead';

/** How a head is trained; applying one does not ask for it. */
export type TrainedHeadForm = HeadSettings;

/** A head, how well it does, and what was predicted of each row: by line, without the texts. */
export interface HeadTrainingView extends Omit<HeadTrainingResult, 'facts' | 'saved' | 'notSaved'> {
  readonly kind: 'training';
  /** The table or document, as exports name it. */
  readonly docId: string;
  /** Null for labelled lines. */
  readonly columns: TableColumns | null;
  readonly settings: HeadSettings;
  /** Absolute path of the head's file; null when it was not saved. */
  readonly headFile: string | null;
  /** Name of that file. */
  readonly headName: string | null;
}

/** A sentence with its label; `start` and `end` are UTF-16 offsets in the document. */
export interface HeadLabelledText extends OffsetRange {
  readonly text: string;
  /** In code points of the document. */
  readonly cpStart: number;
  readonly cpEnd: number;
  readonly probabilities: readonly number[];
  /** Index of the most probable label. */
  readonly best: number;
  /** Whether its end was not read, since the context was full. */
  readonly cut: boolean;
}

/** What both kinds of labelling say. */
interface HeadLabelling {
  readonly docId: string;
  readonly headFile: string;
  readonly headName: string;
  readonly head: AppliedHead;
  /** Texts of each label. */
  readonly counts: readonly number[];
}

export interface TextLabellingView extends HeadLabelling {
  readonly kind: 'texts';
  readonly texts: readonly HeadLabelledText[];
  /** Index of the colour of each label in the editor; null for those past the last colour. */
  readonly colors: readonly (number | null)[];
}

export interface TableLabellingView extends HeadLabelling {
  readonly kind: 'table';
  readonly column: string;
  /** Name of the table that was written. */
  readonly writtenName: string;
  readonly blank: number;
  readonly cutRows: number;
  /** The first rows. */
  readonly examples: readonly LabelledExample[];
}

export type TrainedHeadView = HeadTrainingView | TextLabellingView | TableLabellingView;

/** Asks what the head that is shown is to be applied to. */
export const applyTrainedHead = new NotificationType0('laboratory/applyTrainedHead');
